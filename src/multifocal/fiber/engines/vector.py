"""Sixteen fibers at once: a small vector type for compiled code, or plain numbers in its place.

numba's own loops stay scalar here, because its arrays may alias. So this file gives it a type that
LLVM keeps in one register of sixteen float32 (two or four on older machines). A kernel is written
once, with + - * / and the functions below, and compiles either way:

- vectors: `LANES` fibers side by side, array elements i*LANES ... i*LANES + LANES - 1;
- plain numbers (`MULTIFOCAL_LANES=1`, or where this numba cannot make the type): one fiber.

The same tests run on both. Vectors are float32, plain numbers what their arrays are. Both may fuse
a multiplication with an addition; nothing else about floating point is relaxed.
"""

import math
import operator
import os
from typing import Final

import numpy as np
from numba.extending import (
    intrinsic,
    lower_builtin,
    models,
    register_model,
    type_callable,
)

from multifocal.fiber import jit as compiled

try:
    from llvmlite import ir
    from numba.core import cgutils, types
except ImportError:  # pragma: no cover  (a numba that keeps them elsewhere)
    ir = None

LANES = 1 if ir is None else int(os.environ.get("MULTIFOCAL_LANES", "16"))
"""Fibers that one kernel call carries side by side: 16, or 1 for the plain path."""
if LANES not in (1, 16):
    raise ValueError(f"MULTIFOCAL_LANES is {LANES}; give 16 (vectors) or 1 (plain numbers)")

NUMBER: Final = np.float64 if LANES == 1 and os.environ.get("MULTIFOCAL_DOUBLE") else np.float32
"""What the fast engine computes in; MULTIFOCAL_DOUBLE=1 with one lane tells the cost of float32."""

LOG2_E = 1.4426950408889634

# numba's cache cannot tell the two paths apart: only the usual one is kept
vector_jit = compiled.jit if LANES > 1 else compiled.jit_afresh

_EXP2 = (
    1.000000104388963, 0.6931468806035976, 0.24021993567780375, 0.0555076974012593,
    0.009681141791573453, 0.0013274760180868488,
)  # fmt: skip
"""2**f on -0.5 ... 0.5, least squares of the relative error, which stays below 1.1e-7."""


if LANES > 1:
    _F32, _I32 = ir.FloatType(), ir.IntType(32)
    _VECTOR, _WHOLE = ir.VectorType(_F32, LANES), ir.VectorType(_I32, LANES)
    _FUSE = ("contract",)

    class Vector(types.Type):
        """LANES numbers, float32."""

        def __init__(self) -> None:
            super().__init__(name=f"float32x{LANES}")

    class Mask(types.Type):
        """LANES truths."""

        def __init__(self) -> None:
            super().__init__(name=f"bool x{LANES}")

    vector, mask = Vector(), Mask()

    @register_model(Vector)
    class _VectorModel(models.PrimitiveModel):
        def __init__(self, manager, kind):
            super().__init__(manager, kind, _VECTOR)

    @register_model(Mask)
    class _MaskModel(models.PrimitiveModel):
        def __init__(self, manager, kind):
            super().__init__(manager, kind, ir.VectorType(ir.IntType(1), LANES))

    def _splat(builder, value, of=_VECTOR):
        if isinstance(value, (int, float)):
            return ir.Constant(of, [value] * LANES)
        one = builder.insert_element(ir.Constant(of, ir.Undefined), value, _I32(0))
        zero = ir.Constant(ir.VectorType(_I32, LANES), [0] * LANES)
        return builder.shuffle_vector(one, ir.Constant(of, ir.Undefined), zero)

    def _as_vector(context, builder, kind, value):
        if kind is vector:
            return value
        return _splat(builder, context.cast(builder, value, kind, types.float32))

    def _register(symbol, build, result=vector):
        """One operator between vectors, or between a vector and a number."""
        for left, right in (
            (Vector, Vector),
            (Vector, types.Number),
            (types.Number, Vector),
        ):

            @type_callable(symbol)
            def typing(context, left=left, right=right):
                def typer(a, b):
                    if isinstance(a, left) and isinstance(b, right):
                        return result
                    return None

                return typer

            @lower_builtin(symbol, left, right)
            def lower(context, builder, signature, values):
                a, b = (
                    _as_vector(context, builder, kind, value)
                    for kind, value in zip(signature.args, values, strict=True)
                )
                return build(builder, a, b)

    _register(operator.add, lambda b, x, y: b.fadd(x, y, flags=_FUSE))
    _register(operator.sub, lambda b, x, y: b.fsub(x, y, flags=_FUSE))
    _register(operator.mul, lambda b, x, y: b.fmul(x, y, flags=_FUSE))
    _register(operator.truediv, lambda b, x, y: b.fdiv(x, y, flags=_FUSE))
    for _symbol, _sign in ((operator.lt, "<"), (operator.gt, ">"), (operator.ge, ">=")):
        _register(_symbol, lambda b, x, y, s=_sign: b.fcmp_ordered(s, x, y), mask)

    @type_callable(operator.neg)
    def _negative(context):
        return lambda a: vector if isinstance(a, Vector) else None

    @lower_builtin(operator.neg, Vector)
    def _lower_negative(context, builder, signature, values):
        return builder.fneg(values[0])

    @type_callable(operator.and_)
    def _both(context):
        return lambda a, b: mask if isinstance(a, Mask) and isinstance(b, Mask) else None

    @lower_builtin(operator.and_, Mask, Mask)
    def _lower_both(context, builder, signature, values):
        return builder.and_(*values)

    def _place(context, builder, kind, array, index):
        made = context.make_array(kind)(context, builder, array)
        start = builder.mul(index, index.type(LANES))
        place = builder.gep(made.data, [start], source_etype=_F32)
        return builder.bitcast(place, _VECTOR.as_pointer())

    @intrinsic
    def load(typingctx, array, index):
        """The index-th group of LANES numbers of a one-dimensional float32 array."""

        def build(context, builder, signature, values):
            index = context.cast(builder, values[1], signature.args[1], types.intp)
            place = _place(context, builder, signature.args[0], values[0], index)
            return builder.load(place, align=4, typ=_VECTOR)

        return vector(array, index), build

    @intrinsic
    def store(typingctx, array, index, value):
        """Put LANES numbers into the index-th group of a float32 array."""

        def build(context, builder, signature, values):
            index = context.cast(builder, values[1], signature.args[1], types.intp)
            place = _place(context, builder, signature.args[0], values[0], index)
            builder.store(values[2], place, align=4)
            return context.get_dummy_value()

        return types.void(array, index, vector), build

    @intrinsic
    def splat(typingctx, number):
        """The same number in every lane."""

        def build(context, builder, signature, values):
            return _as_vector(context, builder, signature.args[0], values[0])

        return vector(number), build

    def _call(builder, name, *values):
        kind = ir.FunctionType(_VECTOR, [_VECTOR] * len(values))
        function = cgutils.get_or_insert_function(builder.module, kind, f"llvm.{name}.v{LANES}f32")
        return builder.call(function, values)

    @intrinsic
    def select(typingctx, truth, yes, no):
        """`yes` where true, else `no`."""

        def build(context, builder, signature, values):
            yes, no = (
                _as_vector(context, builder, kind, value)
                for kind, value in zip(signature.args[1:], values[1:], strict=True)
            )
            return builder.select(values[0], yes, no)

        return vector(truth, yes, no), build

    @intrinsic
    def any_of(typingctx, truth):
        """Whether any lane is true."""

        def build(context, builder, signature, values):
            bits = builder.bitcast(values[0], ir.IntType(LANES))
            return builder.icmp_unsigned("!=", bits, bits.type(0))

        return types.boolean(truth), build

    @intrinsic
    def _fraction_power(typingctx, x):
        """2**x split: (x - n, n as whole numbers times 2**23) with n the nearest whole number."""

        def build(context, builder, signature, values):
            nearest = _call(builder, "rint", values[0])
            fraction = builder.fsub(values[0], nearest)
            whole = builder.shl(builder.fptosi(nearest, _WHOLE), ir.Constant(_WHOLE, [23] * LANES))
            shifted = builder.bitcast(whole, _VECTOR)
            return context.make_tuple(builder, signature.return_type, (fraction, shifted))

        return types.UniTuple(vector, 2)(x), build

    @intrinsic
    def _raise_power(typingctx, x, shifted):
        """x times 2**n, n as `_fraction_power` gives it."""

        def build(context, builder, signature, values):
            bits = builder.add(
                builder.bitcast(values[0], _WHOLE), builder.bitcast(values[1], _WHOLE)
            )
            return builder.bitcast(bits, _VECTOR)

        return vector(x, shifted), build

    def _of_two(name):
        @intrinsic
        def function(typingctx, a, b):
            def build(context, builder, signature, values):
                x, y = (
                    _as_vector(context, builder, kind, value)
                    for kind, value in zip(signature.args, values, strict=True)
                )
                return _call(builder, name, x, y)

            return vector(a, b), build

        return function

    smaller, larger = _of_two("minnum"), _of_two("maxnum")

    @vector_jit
    def exp2(x):
        """2**x for -126 < x < 127, relative error 3e-7."""
        f, n = _fraction_power(x)
        p = _EXP2[5] * f + _EXP2[4]
        p = p * f + _EXP2[3]
        p = p * f + _EXP2[2]
        p = p * f + _EXP2[1]
        p = p * f + _EXP2[0]
        return _raise_power(p, n)

else:

    @vector_jit
    def load(array, index):
        """The number itself."""
        return array[index]

    @vector_jit
    def store(array, index, value):
        """Put one number."""
        array[index] = value

    @vector_jit
    def splat(number):
        """The number itself."""
        return number

    @vector_jit
    def select(truth, yes, no):
        """`yes` if true, else `no`."""
        return yes if truth else no

    @vector_jit
    def any_of(truth):
        """The truth itself."""
        return truth

    @vector_jit
    def smaller(a, b):
        """The smaller of two."""
        return min(a, b)

    @vector_jit
    def larger(a, b):
        """The larger of two."""
        return max(a, b)

    @vector_jit
    def exp2(x):
        """2**x."""
        return math.exp(x / LOG2_E)
