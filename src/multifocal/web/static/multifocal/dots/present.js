// The dots joined, in words, as web/dots/answer.py says them.

import { joinDots } from "./connect.js";
import { wording } from "./words.js";

const [FIRST_MUSCLES, FIRST_NERVES] = [6, 3];

// chosen: pairs of side and difficulty in the order of the page, as indexes of the tables.
export function presentAnswer(chosen, tables, words) {
  const { say, listed, large, lower, begunLarge } = wording(words);
  const found = joinDots(chosen, tables);
  const names = (difficulties) => difficulties.map((one) => words.difficulties[one]);
  const here = tables.sides.map((_, side) => chosen.filter(([of]) => of === side).map(([, one]) => one));

  const muscle = ({ muscle: at, difficulties }) => ({
    id: tables.muscles[at],
    plain: large(words.muscles[at][0]),
    needed_for: say("dots.needed_for", { tasks: lower(names(difficulties)) }),
    name: words.muscles[at][1],
  });

  const side = (name, index) => {
    const muscles = found.muscles.filter((one) => one.side === index).map(muscle);
    const others = muscles.slice(FIRST_MUSCLES);
    return {
      side: name,
      name: say(`dots.side.${name}`),
      choices: begunLarge(names(here[index])),
      first: muscles.slice(0, FIRST_MUSCLES),
      others,
      more: others.length ? say("dots.answer.more", { count: others.length }) : "",
    };
  };

  const nerve = (one, index) => {
    const name = tables.sides[one.side];
    const total = here[one.side].length;
    const count = one.difficulties.length;
    const word = total === 1 ? "only" : count === total ? "all" : "some";
    const sites = one.sites.map((at) => words.sites[one.nerve][at]);
    const number = index + 1;
    return {
      number,
      id: `${name}-${tables.nerves[one.nerve]}`,
      title: say(`dots.nerve.title.${name}`, { nerve: large(words.nerves[one.nerve][1]) }),
      shared: say("dots.nerve.shared", { count: one.muscles.length }),
      plain: large(words.nerves[one.nerve][0]),
      dots: here[one.side].map((_, k) => k < count),
      count: say(`dots.count.${word}`, { count, total }),
      muscles: one.muscles.map((at) => large(words.muscles[at][0])),
      reached: sites.length
        ? say("dots.nerve.reached", { places: listed(sites.map(([plain]) => plain)) })
        : say("dots.nerve.unreached"),
      name: say(`dots.nerve.${name}`, { nerve: words.nerves[one.nerve][1] }),
      latin: listed(one.muscles.map((at) => words.muscles[at][1])),
      roots: listed(one.roots.map((at) => tables.roots[at])),
      sites: listed(sites.map(([, site]) => site)),
      also: lower(names(one.also)),
    };
  };

  const nerves = found.nerves.map(nerve);
  const others = nerves.slice(FIRST_NERVES);
  return {
    summary: [
      say("dots.summary.choices", { count: chosen.length }),
      say("dots.summary.muscles", { count: found.muscles.length }),
      say("dots.summary.nerves", { count: found.nerves.length }),
    ].join(" "),
    // as on the drawing, which faces its reader: right, then left
    sides: tables.sides.map(side).filter((_, index) => here[index].length).reverse(),
    nerves: nerves.slice(0, FIRST_NERVES),
    other_nerves: others,
    more_nerves: others.length ? say("dots.answer.more_nerves", { count: others.length }) : "",
  };
}
