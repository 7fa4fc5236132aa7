"""One step of the ICL loss and its gradient in PyTorch or NumPy, in doubles.

Usage: step.py byHand|autograd|numpy THREADS FILE PROMPTS CONTEXT DIMENSION

Says its version and gradient in a line of JSON, then answers each number of milliseconds on stdin with the
fastest step's wall and processor time in microseconds.
"""

import json
import os
import sys

form, threads, path, *sizes = sys.argv[1:]
prompts, n, d = map(int, sizes)
# Before the libraries are loaded: they read these once.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[name] = threads
# A second thread that spins while it waits fights with whatever else is on the machine.
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"

import numpy  # noqa: E402

from timing import fastest, serve  # noqa: E402

shapes = [(prompts, n, d), (prompts, n), (prompts, d), (prompts,), (d, d)]
values = numpy.fromfile(path, "<f8")
arrays = []
for shape in shapes:
    size = int(numpy.prod(shape))
    arrays.append(values[:size].reshape(shape).copy())
    values = values[size:]

if form == "numpy":
    version = f"NumPy {numpy.__version__}"
    X, y, Q, target, M = arrays

    def step():
        scores = numpy.matmul(X, (Q @ M.T)[:, :, None])[:, :, 0]
        scores -= scores.max(axis=1, keepdims=True)
        weights = numpy.exp(scores, out=scores)
        weights /= weights.sum(axis=1, keepdims=True)
        prediction = (weights * y).sum(axis=1)
        error = prediction - target
        pull = weights * (y - prediction[:, None])
        direction = numpy.matmul(pull[:, None, :], X)[:, 0, :]
        loss = (error * error).mean() / 2
        return loss, (error[:, None] * direction).T @ Q / prompts

else:
    import torch

    torch.set_num_threads(int(threads))
    version = f"PyTorch {torch.__version__}"
    X, y, Q, target, M = map(torch.from_numpy, arrays)

    # Two ways to the same scores; which is the faster one differs with the size.
    def by_column(projected):
        return torch.bmm(X, projected.unsqueeze(2)).squeeze(2)

    def by_row(projected):
        return torch.bmm(projected.unsqueeze(1), X.transpose(1, 2)).squeeze(1)

    def forward(scores):
        weights = torch.softmax(scores(torch.nn.functional.linear(Q, M)), dim=1)
        prediction = (weights * y).sum(dim=1)
        error = prediction - target
        return weights, prediction, error, torch.dot(error, error) * (0.5 / prompts)

    if form == "autograd":
        M.requires_grad_(True)

        def run(scores):
            loss = forward(scores)[3]
            return loss, torch.autograd.grad(loss, M)[0]

    else:

        def run(scores):
            with torch.no_grad():
                weights, prediction, error, loss = forward(scores)
                pull = weights * (y - prediction.unsqueeze(1))
                direction = torch.bmm(pull.unsqueeze(1), X).squeeze(1)
                return loss, (error.unsqueeze(1) * direction).T @ Q / prompts

    step = fastest([lambda: run(by_column), lambda: run(by_row)])

print(json.dumps({"version": version, "gradient": step()[1].flatten().tolist()}), flush=True)
serve(step)
