"""Puts templates/, which stands at the top of the repository, into the package that is built."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py


class WithTemplates(build_py):
    """Python modules, and the templates beside them."""

    def run(self) -> None:
        super().run()
        target = Path(self.build_lib, "onrecord", "templates")
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree("templates", target)


setup(cmdclass={"build_py": WithTemplates})
