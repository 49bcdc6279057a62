// Follows something that moves: asks for a picture of where it is now, one question at a time, and
// then for the newest place only. While it moves, every answer is a frame of the move; once it
// rests, an answer to any other place is old and never shown.

const REST_MS = 350;

// ask(question): a promise of its answer (answers.js). show(answer, question): a new picture. rest(answer, question): the last one, the move is over.
// wait(): at rest, and the picture is still to come. fail(): it will not come.
export function follow(ask, { show, rest, wait, fail }) {
  let wanted = "";
  let shown = "";
  let last = null;
  let timer = 0; // runs while it moves
  let asking = false;

  function settle() {
    timer = 0;
    if (shown === wanted) rest(last, shown);
    else if (asking) wait();
    else fail();
  }

  async function go() {
    if (asking) return;
    asking = true;
    while (shown !== wanted) {
      const asked = wanted;
      let answer;
      try {
        answer = await ask(asked);
      } catch {
        if (asked !== wanted) continue;
        if (!timer) fail();
        break;
      }
      if (asked !== wanted && !timer) continue;
      last = answer;
      shown = asked;
      show(answer, asked);
      if (asked === wanted && !timer) rest(answer, asked);
    }
    asking = false;
  }

  return (question) => {
    wanted = question;
    clearTimeout(timer);
    timer = setTimeout(settle, REST_MS);
    go();
  };
}
