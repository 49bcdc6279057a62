// When it began, as people write it: "March 2021" and "31 March 2021" beside what a diary holds
// (web/diary/since.py).

const plain = (text) => text.toLowerCase().trim().split(/\s+/).join(" ");
const two = (number) => String(number).padStart(2, "0");

// A month or a day in the language's own words as a diary holds it; anything else as it is.
export function sinceRead(text, { months, whole_months: wholeMonths }) {
  const years = text.match(/[0-9]{4}/g) ?? [];
  const [year] = years;
  if (years.length !== 1 || text === year) return text;
  const written = Number(year);
  for (let month = 1; month <= 12; month += 1) {
    if (plain(text) === plain(wholeMonths[month - 1].replace("{year}", written))) return `${year}-${two(month)}`;
    const last = new Date(Date.UTC(written, month, 0)).getUTCDate();
    for (let day = 1; day <= last; day += 1) {
      if (plain(text) === plain(months[month - 1].replace("{day}", day).replace("{year}", written))) return `${year}-${two(month)}-${two(day)}`;
    }
  }
  return text;
}
