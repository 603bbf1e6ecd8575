"""The code of templates, without what only templates need that others wrote: most of a page's time went there.

jinja calls a function through one of its own, which may hand over the context; looks for an attribute and then for an
item; and escapes what is HTML already by making it HTML anew. Our templates say what they mean: an attribute that is not
there is an error, and what may be missing is asked for in brackets (`x["y"] is defined`).
"""

from __future__ import annotations

from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


def shown(value: Any) -> str:
    """A value as HTML.

    >>> shown("a < b"), shown(Markup("<b>")), shown(4)
    (Markup('a &lt; b'), Markup('<b>'), Markup('4'))
    """
    return value if type(value) is Markup else escape(value)


class Direct(CodeGenerator):
    """Writes a call as a call and an attribute as an attribute. The environment has `shown`."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call; one with unpacked arguments, or of a block, is left to jinja."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute; items are written with brackets."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.shown(")
