"""Compares what a script draws of an answer with what the server's templates make of it."""

COMPARE = """async ({ page, picture, fiber }) => {
    const home = new URL(document.querySelector('script[src$="inside/main.js"]').src);
    const { drawPicture } = await import(new URL("drawing.js", home));
    const { drawCloseUp } = await import(new URL("closeup_drawing.js", home));
    const here = new DOMParser().parseFromString(page, "text/html");
    const layoutOf = (selector) => JSON.parse(document.querySelector(selector).dataset.layout);
    const icons = Object.fromEntries([...document.querySelectorAll("[data-task]")]
        .map((task) => [task.dataset.task, task.querySelector("svg").outerHTML]));
    const drawn = [
        drawPicture(picture, layoutOf("#picture"), icons),
        drawCloseUp(fiber, layoutOf(".closeup-card")),
    ];
    const plain = (node) => node.outerHTML.replace(/>\\s+/g, ">").replace(/\\s+</g, "<")
        .replace(/\\s+/g, " ");
    const differ = [];
    for (const { parts, labels } of drawn) {
        for (const [name, markup] of Object.entries(parts)) {
            const place = here.querySelector(`[data-part="${name}"]`);
            const part = place.querySelector("[data-moving]") ?? place;
            const mine = part.cloneNode(false);
            mine.innerHTML = markup;
            if (plain(part) !== plain(mine)) differ.push([name, plain(part), plain(mine)]);
        }
        for (const [name, label] of Object.entries(labels)) {
            const drawing = here.querySelector(`[data-part="${name}"] svg`);
            const shown = drawing.getAttribute("aria-label");
            if (shown !== label) differ.push([name, shown, label]);
        }
    }
    const named = drawn.flatMap(({ parts }) => Object.keys(parts));
    for (const place of here.querySelectorAll("[data-part]")) {
        if (!named.includes(place.dataset.part)) differ.push([place.dataset.part, "not drawn", ""]);
    }
    return differ;
}"""
"""Which parts of the page of a setting the script would draw otherwise: [] where none."""
