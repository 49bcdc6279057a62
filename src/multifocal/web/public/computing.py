"""A process that simulates: `python -m multifocal.web.public.computing PIPE BYTES SECONDS`.

It lets everything else on the machine go first, and is ended by the system where it maps too much
memory or takes too long, and by its pipe where nobody is left to answer.
"""

import os
import resource
import signal
import sys
from multiprocessing.connection import Connection
from typing import Final

NICENESS: Final = 10
GRACE_S: Final = 5
"""The clock here strikes this much later than the one of the process that asked."""


def bound(most_bytes: int) -> None:
    """Last in the queue for the processor, and no more memory than this. No core file either: it
    would hold what somebody typed."""
    os.nice(NICENESS)
    if sys.platform == "linux":  # macOS refuses or ignores it
        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the key is for the process that serves
    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process, in compiled code too


def main() -> None:
    """Warm up, then answer one request after another until the pipe ends."""
    number, most_bytes, longest_s = int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3])
    bound(most_bytes)
    pipe = Connection(number)

    from multifocal.web.public.asked import answer_of  # noqa: PLC0415  (within the bounds)
    from multifocal.web.public.mode import PublicMode  # noqa: PLC0415
    from multifocal.web.worker import warm  # noqa: PLC0415
    from multifocal.web.wsgi import application  # noqa: PLC0415

    origin = PublicMode.handed_over().origin
    warm()
    pipe.send(True)
    while True:
        try:
            asked = pipe.recv()
        except (EOFError, OSError):
            return
        signal.setitimer(signal.ITIMER_REAL, longest_s + GRACE_S)
        answer = answer_of(application, asked, origin)
        signal.setitimer(signal.ITIMER_REAL, 0)
        pipe.send(answer)


if __name__ == "__main__":
    main()
