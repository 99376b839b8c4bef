"""What is wrong with a plan that was written by hand."""


class PlanError(ValueError):
    """A plan that cannot be: `where` names the field, `problem` what was found there and what would do."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}：{problem}")
        self.where = where
        self.problem = problem
