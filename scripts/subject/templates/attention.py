"""Attention of your own, for `deno task attest verify --subject 'python3 attention.py'`.

Plain Python; NumPy and PyTorch are used where they are installed. Standard output belongs to attest: print to
standard error.
"""

import json
import math
import struct
import sys

try:
    import numpy
except ImportError:
    numpy = None

NAME = "my attention"
# What it computes in: float64, float32, bfloat16 or float16.
PRECISION = "float64"


def weigh(scores):
    """n scores to n attention weights: put yours in its place.

    With PyTorch:

        scores = torch.tensor(scores, dtype=torch.float64)
        return torch.softmax(scores, dim=-1).tolist()
    """
    if numpy is not None:
        kernels = numpy.exp(numpy.asarray(scores) - max(scores))
        return (kernels / kernels.sum()).tolist()
    largest = max(scores)
    kernels = [math.exp(score - largest) for score in scores]
    total = math.fsum(kernels)
    return [kernel / total for kernel in kernels]


# Others are weigh_vjp, attend, predict, …; .github/SUBJECTS.md says what each is given.
OPERATIONS = {"weigh": lambda sizes, numbers: weigh(numbers)}

# How many numbers a call has by its sizes, for each operation that you add.
LENGTHS = {
    "weigh": lambda n: n,
    "weighVjp": lambda n: 2 * n,
    "attend": lambda n, d: n * d + n + d + d * d,
    "predict": lambda n, d: n * d + n + d + d * d,
}


def main():
    read, write = sys.stdin.buffer, sys.stdout.buffer
    # Whatever else is printed is for people.
    sys.stdout = sys.stderr
    read.readline()
    send(write, {
        "protocol": "attest-subject/1",
        "name": NAME,
        "operations": list(OPERATIONS),
        "precision": PRECISION,
        "format": "binary",
    })
    while line := read.readline():
        question = json.loads(line)
        data = read.read(question["bytes"])
        numbers = struct.unpack(f"<{len(data) // 8}d", data)
        try:
            answers = answer(question, numbers)
        except Exception as error:
            send(write, {"id": question["id"], "error": f"{type(error).__name__}: {error}"})
            continue
        body = struct.pack(f"<{len(answers)}d", *answers)
        send(write, {"id": question["id"], "bytes": len(body)}, body)


def answer(question, numbers):
    operation = question["operation"]
    answers, start = [], 0
    for sizes in question["sizes"]:
        end = start + LENGTHS[operation](*sizes)
        given = OPERATIONS[operation](sizes, numbers[start:end])
        answers.extend(given if isinstance(given, (list, tuple)) else [given])
        start = end
    return answers


def send(write, header, body=b""):
    write.write(json.dumps(header).encode() + b"\n" + body)
    write.flush()


if __name__ == "__main__":
    main()
