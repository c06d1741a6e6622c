"""What is said when a GPU is too hot or draws too much, and when it has cooled."""

TEXT = {
    "monitor.heat.pause-edge": "Training pauses: GPU{gpu} has {value} °C at its edge, and was over "
    "the limit of {limit} °C for {seconds} seconds. It goes on at {cool} °C.",
    "monitor.heat.pause-hotspot": "Training pauses: GPU{gpu} has {value} °C at its hotspot, and "
    "was over the limit of {limit} °C for {seconds} seconds. It goes on at {cool} °C.",
    "monitor.heat.pause-memory": "Training pauses: the memory of GPU{gpu} has {value} °C, and was "
    "over the limit of {limit} °C for {seconds} seconds. It goes on at {cool} °C.",
    "monitor.heat.pause-power": "Training pauses: GPU{gpu} draws {value} W, and was over the limit "
    "of {limit} W for {seconds} seconds. It goes on at {cool} W.",
    "monitor.heat.cooling-edge": "Training pauses until GPU{gpu}, which has {value} °C at its edge "
    "(limit {limit} °C), has cooled to {cool} °C.",
    "monitor.heat.cooling-hotspot": "Training pauses until GPU{gpu}, which has {value} °C at its "
    "hotspot (limit {limit} °C), has cooled to {cool} °C.",
    "monitor.heat.cooling-memory": "Training pauses until the memory of GPU{gpu}, which has "
    "{value} °C (limit {limit} °C), has cooled to {cool} °C.",
    "monitor.heat.cooling-power": "Training pauses until GPU{gpu}, which draws {value} W (limit "
    "{limit} W), draws at most {cool} W.",
    "monitor.heat.continue-edge": "Training goes on: GPU{gpu} has cooled to {value} °C at its edge "
    "(limit {limit} °C).",
    "monitor.heat.continue-hotspot": "Training goes on: GPU{gpu} has cooled to {value} °C at its "
    "hotspot (limit {limit} °C).",
    "monitor.heat.continue-memory": "Training goes on: the memory of GPU{gpu} has cooled to "
    "{value} °C (limit {limit} °C).",
    "monitor.heat.continue-power": "Training goes on: GPU{gpu} draws {value} W (limit {limit} W).",
    "monitor.heat.stop-edge": "The run was stopped, since GPU{gpu} had {value} °C at its edge and "
    "was over the limit of {limit} °C for {seconds} seconds.",
    "monitor.heat.stop-hotspot": "The run was stopped, since GPU{gpu} had {value} °C at its "
    "hotspot and was over the limit of {limit} °C for {seconds} seconds.",
    "monitor.heat.stop-memory": "The run was stopped, since the memory of GPU{gpu} had {value} °C "
    "and was over the limit of {limit} °C for {seconds} seconds.",
    "monitor.heat.stop-power": "The run was stopped, since GPU{gpu} drew {value} W and was over "
    "the limit of {limit} W for {seconds} seconds.",
}
