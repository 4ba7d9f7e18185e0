"""Steps of topological optimization by Oineus.

A question is {"step", "backward": whether only the way back is timed, "file": of little-endian float64, "shape", "threads",
"answer": the file that takes diagrams and gradient, if any}; for the answer see `answer_with`.
"""

import time

import oineus
import oineus.diff
import torch
from serve import answer_with, read, serve


def critical_step(values, sign, threads):
    """Moves all points of the diagrams of an image to the middle of birth and death, or as far away from it."""
    image = torch.tensor(values, requires_grad=True)
    filtration = oineus.diff.freudenthal_filtration(image, max_dim=2, slim=True, n_threads=threads)
    diagrams = oineus.diff.persistence_diagram(
        filtration, gradient_method="crit-sets", step_size=0.25, n_threads=threads
    )
    diagrams = [diagrams[degree] for degree in range(2)]
    loss = sign * sum(((diagram[:, 1] - diagram[:, 0]) ** 2).sum() for diagram in diagrams)
    turned = time.perf_counter()
    loss.backward()
    return [diagram.detach().numpy() for diagram in diagrams], image.grad.numpy().ravel(), turned


def recipe(values, threads):
    """Closes all loops but the most persistent one as soon as they are born."""
    points = torch.tensor(values, requires_grad=True)
    filtration = oineus.diff.vr_filtration(points, max_dim=2, packed=True, n_threads=threads)
    optimizer = oineus.diff.TopologyOptimizer(filtration, n_threads=threads)
    moves = optimizer.simplify(optimizer.get_nth_persistence(1, 2), oineus.DenoiseStrategy.BirthBirth, 1)
    sets = optimizer.singletons(moves.indices_array().tolist(), moves.values_array().tolist())
    wanted = optimizer.combine_loss(sets, oineus.ConflictStrategy.Max)
    indices = torch.tensor(wanted.indices_array().astype("int64"))
    loss = ((filtration.values[indices] - torch.tensor(wanted.values_array())) ** 2).mean()
    turned = time.perf_counter()
    loss.backward()
    return [], points.grad.numpy().ravel(), turned


STEPS = {
    "sink": lambda values, threads: critical_step(values, 1, threads),
    "raise": lambda values, threads: critical_step(values, -1, threads),
    "recipe": recipe,
}


def answer(question):
    torch.set_num_threads(question["threads"])
    values = read(question["file"], question["shape"])
    start = time.perf_counter()
    diagrams, gradient, turned = STEPS[question["step"]](values, question["threads"])
    seconds = time.perf_counter() - (turned if question["backward"] else start)
    return answer_with(seconds, diagrams, gradient, question.get("answer"))


serve(answer)
