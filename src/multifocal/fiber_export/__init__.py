"""A simulated fiber, lesions and all, as a script of another program: NEURON or PyFibers."""

from multifocal.fiber_export.neuron import write_neuron
from multifocal.fiber_export.pyfibers import write_pyfibers

__all__ = ["write_neuron", "write_pyfibers"]
