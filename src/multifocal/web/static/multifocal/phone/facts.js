// What an entry says, the most telling first (web/diary/entry_words.py): label, value, and how it is
// said in a list without its label, where not by the value alone.

import { withoutContradiction } from "./entries.js";

export function factsOf({ kind, content }, tell) {
  const { words, say, initial, listed, listedClauses, daySaid, whenSaid } = tell;
  const named = (name) => words.labels[kind][name];
  const known = (some, value) => (some && Object.hasOwn(some, value) ? some[value] : undefined); // a unit may be any text
  const option = (name, value) => known(words.options[kind]?.[name], value) ?? known(words.options.force[name], value) ?? value;
  const amount = (value, unit) => say("diary_site.amount", { amount: value, unit });

  const dayBrief = (name, when) => say(`diary_site.brief.${name}`, { when }); // a second date in a line says which one it is

  function reactionSaid({ reaction, sign, words: own }) {
    if (reaction === "other" && own) return own;
    const name = sign ? words.signs[sign] : words.report.reaction[reaction];
    return own ? `${name} (${own})` : name;
  }

  const special = {
    force: {
      left: ["measure", "side", "unit", "tries"],
      said: () => [
        [named("measure"), option("measure", content.measure)],
        [named("side"), option("side", content.side)],
        [say("diary_site.fact.tries"), amount(listed(content.tries), option("unit", content.unit))],
      ],
    },
    infusion: {
      left: ["status", "dose", "dose_unit", "weight", "weight_unit", "reactions", "rate_steps", "ended", "planned_for"],
      said: () => [
        [named("status"), option("status", content.status)],
        ...["dose", "weight"].filter((name) => content[name] !== undefined)
          .map((name) => [named(name), amount(content[name], option(`${name}_unit`, content[`${name}_unit`]))]),
        ...(content.reactions ? [[named("reactions"), initial(listedClauses(withoutContradiction(content.reactions).map(reactionSaid)))]] : []),
        ...["ended", "planned_for"].filter((name) => content[name])
          .map((name) => [named(name), whenSaid(content[name]), dayBrief(name, whenSaid(content[name]))]),
        ...(content.rate_steps ?? []).map(({ rate, unit, minutes }) => [say("diary_site.fact.rate"), minutes === undefined ? amount(rate, unit)
          : say("diary_site.fact.rate.minutes", { rate: amount(rate, unit), minutes })]),
      ],
    },
    symptom: {
      left: ["symptom", "scope", "place", "side", "sign"],
      said: () => [
        ...(content.symptom !== "other" || !content.sign ? [[named("symptom"), option("symptom", content.symptom)]] : []),
        ...(content.sign ? [[named("signs"), words.signs[content.sign]]] : []),
        ...(content.place ? [[named("place"), content.scope === "region"
          ? option("place", content.place) : content.place.replaceAll("_", " ")]] : []),
        ...(content.side ? [[named("side"), option("side", content.side)]] : []),
      ],
    },
  };

  if (kind === "movement") {
    return [
      [say("diary_site.field.movement"), words.movements[content.movement]],
      [words.labels.task.side, words.options.task.side[content.side]],
      ...(content.mrc ? [[say("diary_site.field.mrc"), content.mrc]] : []),
      ...(content.ease ? [[words.labels.task.ease, words.options.task.ease[content.ease]]] : []),
    ];
  }
  const { left = [], said = () => [] } = special[kind] ?? {};
  const asking = Object.fromEntries(words.fields[kind].map((one) => [one.name, one.asking]));
  const rest = Object.entries(content)
    .filter(([name, value]) => !left.includes(name) && asking[name] && value !== false)
    .map(([name, value]) => {
      if (Array.isArray(value)) return [named(name), listed(value)];
      if (value === true) return [named(name), say("diary_site.answer.yes"), say(`diary_site.brief.${name}`)];
      if (asking[name] === "day") return [named(name), daySaid(value), dayBrief(name, daySaid(value))];
      return [named(name), option(name, value)];
    });
  return [...said(), ...rest];
}
