import { POETRY_BUILD, POETRY_SOURCE, testPoetrySlices } from './poetry-takes-slices';

const standard = `[project]
name = "api"
version = "0.1.0"
requires-python = ">=3.9"
dependencies = ["core[net]", "colorama ; sys_platform == 'win32'"]
optional-dependencies = { fast = ["attrs>=22"], post = ["attrs", "mail"] }
[dependency-groups]
dev = ["iniconfig<2.1", "six"]
http = ["h11", "mail"]
[tool.poetry.dependencies]
core = { path = "../../libs/core", develop = true }
mail = { path = "../../libs/mail" }
[tool.poetry.group.http.dependencies]
mail = { path = "../../libs/mail" }
${POETRY_SOURCE}${POETRY_BUILD}`;

const legacy = `[tool.poetry]
name = "api"
version = "0.1.0"
[tool.poetry.dependencies]
python = "^3.9"
core = { path = "../../libs/core", develop = true, extras = ["net"] }
colorama = { version = "*", markers = "sys_platform == 'win32'" }
attrs = { version = ">=22", optional = true }
mail = { path = "../../libs/mail", optional = true }
[tool.poetry.extras]
fast = ["attrs"]
post = ["attrs", "mail"]
[tool.poetry.group.dev.dependencies]
iniconfig = "<2.1"
six = "*"
[tool.poetry.group.http]
optional = true
[tool.poetry.group.http.dependencies]
h11 = "*"
mail = { path = "../../libs/mail" }
${POETRY_SOURCE}${POETRY_BUILD}`;

testPoetrySlices('a pyproject as PEP 621 and PEP 735 have it', standard);
testPoetrySlices('a pyproject as Poetry 1 has it', legacy);
