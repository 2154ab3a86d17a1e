"""resolve: the only place where annotations change each other.

Each module here offers `resolve(reading) -> Reading`; `tei.pipeline` names their order.
"""
