"""Replicates of claim B12 in PyTorch: tasks drawn batch by batch, 150 steps by hand for each of two laws.

Usage: replicate.py THREADS SETTINGS, the settings a JSON list as the claim's generator draws them

Says its version and the effects in a line of JSON, then times all settings together as step.py does.
"""

import json
import os
import sys

threads, settings = sys.argv[1], json.loads(sys.argv[2])
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = threads
os.environ["OMP_WAIT_POLICY"] = "PASSIVE"

import torch  # noqa: E402

from timing import serve  # noqa: E402

torch.set_num_threads(int(threads))
torch.set_default_dtype(torch.float64)
STEPS, BATCH, RATE = 150, 32, 40


def sphere(*shape):
    points = torch.randn(*shape)
    return points / points.norm(dim=-1, keepdim=True)


def draw(kind, n, d, lipschitz):
    X, Q, v = sphere(BATCH, n, d), sphere(BATCH, d), sphere(BATCH, d)
    a, b, c = lipschitz * (2 * torch.rand(3, BATCH, 1) - 1)
    along = torch.cat([(X @ v[:, :, None])[:, :, 0], (Q * v).sum(1, keepdim=True)], dim=1)
    values = a * along + c if kind == "affine" else torch.where(along > 0, a, -b) * along + c
    return X, values[:, :n] + torch.randn(BATCH, n), Q, values[:, n]


def window(kind, n, d, lipschitz):
    M, tail = torch.zeros(d, d), torch.zeros(d, d)
    for step in range(STEPS):
        X, y, Q, target = draw(kind, n, d, lipschitz)
        weights = torch.softmax(torch.bmm(X, (Q @ M.T).unsqueeze(2)).squeeze(2), dim=1)
        prediction = (weights * y).sum(dim=1)
        pull = weights * (y - prediction.unsqueeze(1))
        direction = torch.bmm(pull.unsqueeze(1), X).squeeze(1)
        M = M - (RATE / lipschitz**2 / BATCH) * (((prediction - target).unsqueeze(1) * direction).T @ Q)
        if step >= STEPS / 2:
            tail += M
    return max(0.0, tail.trace().item() / (STEPS / 2) / d)


def effects():
    found = []
    with torch.no_grad():
        for index, s in enumerate(settings):
            ends = []
            for ratio in (3 * s["ratio"], s["ratio"]):
                torch.manual_seed(index)
                ends.append(window(s["functionClass"], s["contextLength"], s["dimension"], ratio))
            found.append((ends[0] - ends[1]) / (sum(ends) or 1))
    return found


print(json.dumps({"version": f"PyTorch {torch.__version__}", "effects": effects()}), flush=True)
serve(effects)
