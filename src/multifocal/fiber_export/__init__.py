"""A simulated fiber, lesions and all, as a script of another program: NEURON."""

from multifocal.fiber_export.neuron import write_neuron

__all__ = ["write_neuron"]
