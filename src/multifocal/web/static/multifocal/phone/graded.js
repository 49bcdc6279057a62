// How soon what is told needs help, and which company of it is asked about (diary/graded.py).

import { signsOf } from "./entries.js";

const isPain = ({ kind, content }, place) => kind === "symptom" && content.symptom === "pain" && content.place === place;
const reacted = ({ kind, content }, reaction) =>
  kind === "infusion" && (content.reactions ?? []).some((one) => one.reaction === reaction);
const isHeadache = (one) => isPain(one, "head") || reacted(one, "headache");

// What of the graded list is told, each with its grade, the most urgent first.
export function gradedSigns(said, { graded }) {
  const signs = new Set(said.flatMap(({ kind, content }) => signsOf(kind, content)));
  if (said.some((one) => isPain(one, "chest"))) signs.add("chest_pain");
  const rash = signs.has("hives") || said.some((one) => reacted(one, "rash"));
  const headache = signs.has("bad_headache") || said.some(isHeadache);
  if (headache && (rash || signs.has("fever"))) signs.add("headache_with");
  if (signs.has("headache_with")) signs.delete("bad_headache"); // which says that it has none of these
  return Object.entries(graded).flatMap(([grade, some]) => some.filter((one) => signs.has(one)).map((one) => [one, grade]));
}

// A headache and a rash of which is not said whether it is the list's one.
export function unnamed(said, shape) {
  const signs = gradedSigns(said, shape).map(([sign]) => sign);
  return [
    ...(!signs.includes("bad_headache") && !signs.includes("headache_with") && said.some(isHeadache) ? ["headache"] : []),
    ...(!signs.includes("hives") && said.some((one) => reacted(one, "rash")) ? ["rash"] : []),
  ];
}

// The most urgent grade among what is told; two of "today" that come together count as "now", and so
// does a headache or a rash of any kind beside one of them.
export function urgency(said, shape) {
  const grades = gradedSigns(said, shape).map(([, grade]) => grade);
  const today = grades.filter((one) => one === "today").length;
  if (today && today + unnamed(said, shape).length > 1) return "now";
  return Object.keys(shape.graded).find((grade) => grades.includes(grade)) ?? null;
}

// Whether something of it may count together with what other entries tell; not that an infusion was
// missed: nothing is felt.
export const isGraded = (one) =>
  signsOf(one.kind, one.content).some((sign) => sign !== "missed_dose")
    || isPain(one, "chest") || isHeadache(one) || reacted(one, "rash");

// Whether the list is shown before it is saved: not for an infusion that was missed and nothing more.
export function listComesFirst(said, shape) {
  const signs = gradedSigns(said, shape).map(([sign]) => sign);
  const missed = said.every(({ kind, content }) => kind === "infusion" && content.status === "missed");
  return signs.length > 0 && !(missed && signs.length === 1 && signs[0] === "missed_dose");
}

// Each worry with what of it is asked once, as texts.
function worries(one, { limbs, neck, reactions_asked: reactionsAsked, like_weakness: likeWeakness, graded }) {
  const { kind, content } = one;
  const some = [];
  const worry = (name, ...what) => some.push(JSON.stringify([name, ...what.map((each) => each ?? null)]));
  if (isHeadache(one)) worry("headache");
  if (reacted(one, "rash")) worry("rash");
  if (kind === "symptom" && content.place === "neck" && neck.includes(content.symptom)) worry("neck");
  if (limbs.some((place) => isPain(one, place))) worry("limb");
  if (signsOf(kind, content).includes("newly_weak")) worry("weakness");
  if (kind === "infusion") {
    for (const { reaction, words } of content.reactions ?? []) {
      if (reactionsAsked.includes(reaction) || words) worry("reaction", reaction, words);
    }
    if (content.words) worry("reaction", "infusion", content.words);
  }
  if (kind === "symptom") {
    const { symptom, scope, place, side, words, sign } = content;
    if (likeWeakness.includes(symptom)) worry("weakness", symptom, scope, place, side);
    // of one for today or now it is said which sign the words tell of
    const mayBeChest = (symptom === "pain" && place === undefined) || (symptom === "cramp" && place === "chest");
    if ((words || mayBeChest) && (!sign || graded["this-week"].includes(sign))) {
      worry("reaction", ...(words ? ["symptom", words] : ["unplaced", symptom]));
    }
  }
  if (kind === "task" && content.own && content.ease !== "easy") worry("reaction", "task", content.own);
  if (kind === "task" && content.ease === "cannot") worry("weakness", "task", content.task, content.own, content.side);
  if (kind === "movement" && content.ease === "cannot") worry("weakness", "movement", content.movement, content.side);
  // the device shows nothing: as much as "cannot"
  if (kind === "force" && content.tries.every((one) => Number(one) === 0)) worry("weakness", "force", content.measure, content.side);
  if (kind === "about") {
    if (content.course === "suddenly") worry("onset", content.course);
    if (["yes", "unsure"].includes(content.speech_or_swallowing)) worry("speech", content.speech_or_swallowing);
  }
  return some;
}

// Whether it is not new where another entry told it: a place, one's own words, what is told about oneself.
function staysKnown(text) {
  const [kind, what] = JSON.parse(text);
  return kind === "reaction" ? ["symptom", "infusion", "task"].includes(what) : what !== undefined;
}

// About which of what is told it is asked what comes with it; nothing of whoever must get help now.
// before: the version that is corrected. earlier: the versions of other entries; beside: those of them
// that are graded together with it. answered: what of the same form was answered before it was changed.
export function companyAsked(said, before, earlier, shape, beside = [], answered = []) {
  if (urgency([...said, ...beside], shape) === "now") return [];
  const known = new Set([
    ...earlier.flatMap((one) => worries(one, shape)).filter(staysKnown), ...(before ? worries(before, shape) : []), ...answered]);
  const asked = said.flatMap((one) => worries(one, shape)).filter((text) => !known.has(text)).map((text) => JSON.parse(text)[0]);
  return Object.keys(shape.company).filter((one) => asked.includes(one));
}

// Whether it holds own words that may tell of how one feels, and that nobody reads.
export function hasOwnWords({ kind, content }) {
  if (kind === "task") return Boolean(content.own) && content.ease !== "easy";
  if (kind === "infusion") return Boolean(content.words) || (content.reactions ?? []).some((one) => one.words);
  return kind === "note" || (kind === "visit" && Boolean(content.text)) || (kind === "symptom" && Boolean(content.words));
}

// About what it was asked, for the form to keep until it is saved.
export const answerKeys = (said, shape) => said.flatMap((one) => worries(one, shape));
