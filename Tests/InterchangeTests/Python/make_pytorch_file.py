"""Writes the weights of a small PyTorch network, with its answers, to the folder that is named."""

import json
import pathlib
import sys

import torch
from torch import nn

folder = pathlib.Path(sys.argv[1])
torch.manual_seed(1)
network = nn.Sequential(
    nn.Conv2d(1, 3, 3),
    nn.BatchNorm2d(3),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Conv2d(3, 4, 3),
    nn.ReLU(),
    nn.MaxPool2d(2),
    nn.Flatten(),
    nn.Linear(4 * 25, 10),
    nn.Softmax(1),
)
network[1].running_mean.uniform_(-1, 1)
network[1].running_var.uniform_(0.5, 2)
network.eval()
torch.save(network.state_dict(), folder / "net.pt")
inputs = torch.rand(3, 1, 28, 28)
answers = {
    "inputs": inputs.reshape(3, -1).tolist(),
    "outputs": network(inputs).tolist(),
}
(folder / "answers.json").write_text(json.dumps(answers))
