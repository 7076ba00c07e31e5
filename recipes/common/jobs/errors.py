"""The errors a job reports to its user in one line; anything else is a defect and keeps its traceback."""


class JobError(Exception):
    """The job cannot go on. The message says what was expected and what was found."""

    exit_code = 1


class BadInput(JobError):
    """The user's configuration, environment or data is wrong: nothing was started."""

    exit_code = 2
