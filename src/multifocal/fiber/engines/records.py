"""What compiled kernels take: records of arrays, in the letters of their equations.

| letter | what | unit |
|---|---|---|
| c, cm | capacitance of axolemma and myelin | nF |
| g, gm | conductance of axolemma and myelin | µS |
| gi, gp | links in axoplasm and periaxonal space; k lies before compartment k | µS |
| naf, nap, ks, leak | of a node: fast and persistent sodium, slow potassium, leak | µS |
| steady | current into a node that never stops | nA |
| dt, t | step and time | ms |
"""

from typing import Any, NamedTuple

from multifocal.fiber.engines.share import Array, Share


class Passive(NamedTuple):
    """Internodes: compartments (..., 10), links (..., 11)."""

    c: Array
    g: Array
    cm: Array
    gm: Array
    gi: Array
    gp: Array


class Factors(NamedTuple):
    """Eliminated internodes: inverse (..., 10, 3) of each block, onward (..., 10, 4) = inverse
    times next link, left and right (..., 10, 2): inner and periaxonal mV per mV of that node.
    """

    inverse: Array
    onward: Array
    left: Array
    right: Array


class Nodes(NamedTuple):
    """The channels of nodes, (nodes,)."""

    naf: Array
    nap: Array
    ks: Array
    leak: Array


class Clock(NamedTuple):
    """dt, how many steps at the most, and whether by Crank-Nicolson (else backward Euler)."""

    dt: float
    steps: int
    second_order: bool


class Stimulus(NamedTuple):
    """What flows into the stimulated node, as in `Drive`: (fibers, rectangles), or of one fiber
    (rectangles,); pulses: how many of them ask for an impulse."""

    begins_ms: Array
    ends_ms: Array
    na: Array
    pulses: int


class Outside(NamedTuple):
    """What a potential around one fiber drives while its course is 1, nA: into its nodes (nodes,)
    and into both sides of its internodes (I, 10, 2); course: its mean over each step, (steps,), or
    of length 0 where nothing comes from outside."""

    into_nodes: Array
    into_internodes: Array
    course: Array


class Stop(NamedTuple):
    """When a fiber has nothing left to conduct; goal: a node to wait for, or -1; until_ms: when it
    may be left in any case (one a fiber); over_mv: `ends_over_rest_mv`, by which it is told whether
    it was left quiet."""

    quiet_mv: float
    resting_mv: float
    goal: Any
    until_ms: Any
    over_mv: tuple[float, float, float]


class Answer(NamedTuple):
    """Where crossings go, the voltages of nodes `traced` after every so many steps, and whether a
    fiber was left quiet; see `Share`."""

    crossings_ms: Array
    trace_mv: Any
    traced: Any
    every: int
    quiet: Any


def clock(share: Share[Any]) -> Clock:
    """The clock of a share."""
    return Clock(share.dt_ms, share.steps, share.scheme == "cn")


def stimulus(share: Share[Any]) -> Stimulus:
    """The stimulus of a share."""
    given = share.drive
    return Stimulus(given.begins_ms, given.ends_ms, given.na, given.pulses)
