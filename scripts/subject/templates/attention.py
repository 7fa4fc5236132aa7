"""Attention of your own, for `deno task attest verify --subject 'python3 attention.py'`.

Plain Python; NumPy and PyTorch are used where they are installed. Standard output belongs to attest: print to
standard error.
"""

import json
import math
import struct
import sys
from operator import mul

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


# Options of a call that attend_batch knows: claims about others are not put to it.
OPTIONS = ["causal"]


def attend_batch(sizes, numbers):
    """Several prompts, heads and queries in one call, with lengths, a mask and a causal one.

    None refuses the call, where a query sees nothing and the greeting has {"facts": {"emptyRow": "refused"}}.
    """
    prompts, heads, _, m, points, d, e = sizes[:7]
    call = fields(sizes, numbers)
    queries, keys, values = call["queries"], call["keys"], call["values"]
    answers = []
    for row in range(prompts * heads * m):
        head, i = divmod(row, m)
        prompt = head // heads
        n = int(call["lengths"][prompt]) if call["lengths"] else points
        # The last query stands at the last point.
        end = n - m + i + 1 if call["causal"] else n
        at = (prompt * m + i) * points
        seen = [j for j in range(end) if not call["mask"] or call["mask"][at + j]]
        query = queries[row * d : (row + 1) * d]
        starts = [(head * points + j) for j in seen]
        scores = [sum(map(mul, query, keys[s * d : (s + 1) * d])) / math.sqrt(d) for s in starts]
        # A query that sees nothing is answered with zeros.
        weights = weigh(scores) if scores else []
        for c in range(e):
            answers.append(math.fsum(w * values[s * e + c] for w, s in zip(weights, starts)))
    return answers


CALL_OPTIONS = [
    *("lengths", "mask", "causal", "scale", "softCap", "slopes", "sinkScores"),
    *("topK", "chunkLength", "cacheSteps"),
]


def fields(sizes, numbers):
    """The arrays of a call, and its options, each a list of numbers: an empty one where it is off."""
    prompts, heads, key_heads, m, points, d, e = sizes[:7]
    lengths = {
        "queries": prompts * heads * m * d,
        "keys": prompts * key_heads * points * d,
        "values": prompts * key_heads * points * e,
        **dict(zip(CALL_OPTIONS, sizes[7:])),
    }
    call, start = {}, 0
    for name, length in lengths.items():
        call[name] = numbers[start : start + length]
        start += length
    return call


# Others are weigh_vjp, attend, predict, …; .github/SUBJECTS.md says what each is given. What yours lacks, delete.
OPERATIONS = {"weigh": lambda sizes, numbers: weigh(numbers), "attendBatch": attend_batch}

# How many numbers a call has by its sizes, for each operation that you add.
LENGTHS = {
    "weigh": lambda n: n,
    "weighVjp": lambda n: 2 * n,
    "attend": lambda n, d: n * d + n + d + d * d,
    "predict": lambda n, d: n * d + n + d + d * d,
    "attendBatch": lambda p, h, g, m, n, d, e, *options: (
        p * h * m * d + p * g * n * (d + e) + sum(options)
    ),
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
        "options": OPTIONS if "attendBatch" in OPERATIONS else [],
        "format": "binary",
    })
    while line := read.readline():
        question = json.loads(line)
        data = read.read(question["bytes"])
        numbers = struct.unpack(f"<{len(data) // 8}d", data)
        try:
            answers, refused = answer(question, numbers)
        except Exception as error:
            send(write, {"id": question["id"], "error": f"{type(error).__name__}: {error}"})
            continue
        body = struct.pack(f"<{len(answers)}d", *answers)
        header = {"id": question["id"], "bytes": len(body), "refused": refused}
        send(write, header, body)


def answer(question, numbers):
    operation = question["operation"]
    answers, refused, start = [], [], 0
    for call, sizes in enumerate(question["sizes"]):
        end = start + LENGTHS[operation](*sizes)
        given = OPERATIONS[operation](sizes, numbers[start:end])
        if given is None:
            refused.append(call)
        else:
            answers.extend(given if isinstance(given, (list, tuple)) else [given])
        start = end
    return answers, refused


def send(write, header, body=b""):
    write.write(json.dumps(header).encode() + b"\n" + body)
    write.flush()


if __name__ == "__main__":
    main()
