"""The HTTP application of mail."""

from fastapi import FastAPI
from greetings import greeting

app = FastAPI(title="mail")


@app.get("/health")
async def health() -> dict[str, str]:
    """Say that this process answers."""
    return {"status": "ok"}


@app.get("/greetings/{name}")
async def greet(name: str) -> dict[str, str]:
    """Greet somebody by name."""
    return {"message": greeting(name)}
