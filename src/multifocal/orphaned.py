"""A process that another one started ends with it, however that one ended."""

import multiprocessing
import os
import threading


def end_with_parent() -> None:
    """Ends this process as soon as the one that started it is gone, killed ones included, at once
    and without cleaning up: nobody is left to hand anything to. First thing in a worker; in a
    process that nobody started it does nothing."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="parent", daemon=True).start()
