// Asks the phone's modules, on a page of the folder of static files; what is asked and answered is JSON.
async ([ask, given]) => {
  const modules = ["alongside", "bundle", "course", "cycles", "device_unit", "dose", "entries", "facts", "faults", "forms", "graded", "merging", "moments", "oneself", "plans", "report", "whose", "words"];
  const [{ alongside }, bundle, course, cycles, unit, dose, entries, facts, { Refused }, forms, graded, merging, moments, { oneself }, plans, report, { twoPeople }, { wording }] =
    await Promise.all(modules.map((name) => import(`/multifocal/phone/${name}.js`)));

  function attempted(read) {
    try {
      return read();
    } catch (refused) {
      if (!(refused instanceof Refused)) throw refused;
      return { faults: refused.each.map(({ column, key }) => [column, key]) };
    }
  }

  const version = ([kind, content]) => ({ kind, content });

  const asked = {
    read: ({ texts, shape }) => texts.map((text) => attempted(() => {
      const found = bundle.readBundle(new TextEncoder().encode(text), shape);
      return { text: bundle.writeBundle(found.entries, found.made, shape) };
    })),

    merge: ({ pairs, shape }) => pairs.map(([here, there]) => {
      const found = merging.previewImport(here, there, shape);
      const ids = (some) => some.map((one) => (one.here ?? one).id).sort();
      const parts = Object.fromEntries(Object.entries(found).map(([name, some]) => [name, ids(some)]));
      return { merged: merging.merge(here, there, shape), parts };
    }),

    whose: ({ pairs }) => pairs.map(([here, there]) => twoPeople(here, there)),

    forms: ({ some, shape, words }) => some.map(({ kind, values, before, before_when: when = { day: "2026-03-02" } }) => attempted(() => {
      const ids = { form: "a", left: "l", right: "r", beside: (sign) => sign };
      const said = forms.readForm({ kind, values, ids, before: before && { kind, when, content: before } }, shape, words);
      return { ids: said.map((one) => one.id), said: said.map((one) => [one.when, one.content]) };
    })),

    courses: ({ some, shape, words }) => some.map((one) => {
      const [series] = cycles.seriesOf(one).keys();
      return {
        cycles: cycles.cyclesOf(one, series, shape).map(({ start, length_days, points }) =>
          ({ start: start.day, length_days, points: points.map((p) => [p.days, p.percent_of_best]) })),
        tables: course.chartsOf(one, series, shape, wording(words)).map(({ table }) => table.rows),
      };
    }),

    urgency: ({ some, shape }) => some.map(({ said }) =>
      graded.urgency(said.map(version), shape)),

    told: ({ some, shape }) => some.map(({ said }) =>
      [...graded.gradedSigns(said.map(version), shape).map(([sign]) => sign), ...graded.unnamed(said.map(version), shape)]),

    company: ({ some, shape }) => some.map(({ said, before, earlier = [] }) =>
      graded.companyAsked(said.map(version), before && version(before), earlier.map(version), shape)),

    doses: ({ some, shape }) => some.map(({ content, last, before }) =>
      dose.isDoseAsked({ kind: "infusion", content }, last, before, shape)),

    units: ({ some, shape }) => some.map(({ content, earlier = [] }) =>
      unit.isUnitAsked({ kind: "force", content }, earlier.map((one) => ({ kind: "force", content: one })), shape)),

    // Each way round: the grade, whether something of another entry counts, and what is asked.
    alongside: ({ pairs, shape }) => pairs.map(([said, others]) => {
      const beside = alongside(said, others, shape);
      return {
        grade: graded.urgency([...said, ...beside], shape), beside: beside.length > 0,
        asked: graded.companyAsked(said, null, [], shape, beside),
      };
    }),

    been: ({ some, day }) => some.map((one) => plans.hasBeen(one, day)),
    plans: ({ some, day }) => some.map((one) => {
      const { plan, later } = plans.openPlan(one, day) ?? {};
      return [plan, later].map((each) => each?.id ?? null);
    }),

    oneself: ({ some, words }) => some.map((one) => oneself(entries.inOrder(one), words)),

    daysSince: ({ some }) => some.map(({ later, earlier }) => moments.daysSince(later, earlier)),

    moments: ({ some }) => some.map(({ day, clock }) => moments.momentHere(day, clock)),

    faults: ({ some, words }) => some.map(wording(words).faultSaid),

    // Everything of a diary that is worded or drawn; a chart that is that of Python is true.
    shown: ({ diaries, shape, words }) => diaries.map(({ some, charts }) => {
      const tell = wording(words);
      const every = entries.inOrder(some);
      const page = report.presentReport(some, shape, tell, "2026-11-29");
      const same = (svg, there) => {
        const other = new DOMParser().parseFromString(there, "image/svg+xml").documentElement;
        other.removeAttribute("xmlns"); // a name, not a part of the picture
        return svg.isEqualNode(other) || [svg.outerHTML, other.outerHTML];
      };
      return {
        facts: some.map((one) => one.versions.filter((v) => v.kind).map((v) => facts.factsOf(v, tell))),
        lines: course.strengthLines(every, shape, tell).map((one) => [one.name, one.last]),
        shared: page.strengthShared, sides: page.sides, signs: page.signs, tasks: page.tasks, symptoms: page.symptoms, left_out: page.moreSymptoms, about: page.about, period: page.period,
        infusions: page.infusions, runs: page.runs, summary: page.infusionSummary, more: page.moreInfusions, plans: page.plans, visits: page.visits, medicines: page.medicines, more_medicines: page.moreMedicines, questions: page.questions, notes: page.moreNotes, foot: page.foot,
        chart: page.charts.map(({ text }) => text),
        charts: [...course.orderedSeries(every, shape).keys()].map((series, k) =>
          course.chartsOf(every, series, shape, tell).map(({ text, table, svg }, n) => [text, table.rows, same(svg, charts[k][n])])),
      };
    }),
  };
  return JSON.stringify(asked[ask](JSON.parse(given)));
}
