"""Sentences of the diagnosis of a run's curves."""

TEXT = {
    "monitor.diagnosis.nan": "The loss is no longer a number from step {step} on: the training "
    "has broken.",
    "monitor.diagnosis.nan-eval": "The eval loss is no longer a number from step {step} on: the "
    "training has broken.",
    "monitor.diagnosis.divergence": "The train loss has risen from {low} at step {step} to {now} "
    "and does not come back: the training diverges.",
    "monitor.diagnosis.divergence-both": "Eval loss has risen from {low} at step {step} to {now}, "
    "and train loss rises with it: the training diverges.",
    "monitor.diagnosis.was-lowest": "Train loss {start} at the start, {low} at its lowest (step "
    "{step}).",
    "monitor.diagnosis.beyond-noise": "That rise is {times} times what chance does.",
    "monitor.diagnosis.rate-hump": "The train loss rose from {low} at step {since} to {high} at "
    "step {step}: the learning rate is too high.",
    "monitor.diagnosis.rate-start": "The train loss rose from {low} at the start to {high} at step "
    "{step}: the learning rate is too high.",
    "monitor.diagnosis.rate-spikes": "The train loss has jumped up {count} times, by up to "
    "{height} %, from step {step} on: the learning rate is too high.",
    "monitor.diagnosis.rate-swings": "The train loss swings by about ±{share} % in waves that "
    "chance does not make: the learning rate is too high.",
    "monitor.diagnosis.memorising": "The train loss has gone down to {train} while the eval loss "
    "is {eval}: the rows are learned by heart.",
    "monitor.diagnosis.overfit": "Eval loss has risen for {count} evaluations while train loss "
    "falls: overfitting since step {since}. Best checkpoint: step {best}.",
    "monitor.diagnosis.overfit-above": "Eval loss has been above its lowest for {count} "
    "evaluations while train loss falls: overfitting since step {since}. Best checkpoint: step "
    "{best}.",
    "monitor.diagnosis.overfit-still": "Eval loss has risen for {count} evaluations: overfitting "
    "since step {since}. Best checkpoint: step {best}.",
    "monitor.diagnosis.overfit-still-above": "Eval loss has been above its lowest for {count} "
    "evaluations: overfitting since step {since}. Best checkpoint: step {best}.",
    "monitor.diagnosis.overfit-gap": "Eval loss stands at {eval} while train loss went down to "
    "{train}: overfitting. Best checkpoint: step {step}.",
    "monitor.diagnosis.eval-moved": "Eval loss {best} at step {at}, {newest} now ({by} %).",
    "monitor.diagnosis.train-meanwhile": "Train loss {then} at that step, {now} now.",
    "monitor.diagnosis.gap": "Eval loss less train loss: {gap}, {share} % of the eval loss.",
    "monitor.diagnosis.rise-in-noise": "One evaluation differs from the next by chance; the rise "
    "is {times} times that.",
    "monitor.diagnosis.few-rows-one": "The eval split has one row only: too few to tell how well "
    "the model does on others.",
    "monitor.diagnosis.few-rows": "The eval split has too few rows ({rows}) to tell how well the "
    "model does on others.",
    "monitor.diagnosis.unsteady-rows": "The eval loss jumps about by ±{spread}: too few rows "
    "({rows}) in the eval split to tell.",
    "monitor.diagnosis.noisy": "The losses jump about (eval loss ±{spread}) more than they move: "
    "their trend cannot be told.",
    "monitor.diagnosis.unsteady": "Eval loss fell by {fall} in the second half, give or take "
    "{error}.",
    "monitor.diagnosis.few-for-shape": "Not enough evaluations to tell whether the eval loss, "
    "{eval} now, still falls: {count} are too few for a curve that bends like this.",
    "monitor.diagnosis.plateau": "The loss has not moved: {first} at the start, {now} now. Nothing "
    "is learned.",
    "monitor.diagnosis.plateau-since": "The eval loss has stood at {eval} since step {step}: more "
    "steps like these change little.",
    "monitor.diagnosis.plateau-eval": "The eval loss has not moved: {first} at first, {now} now. "
    "What the train loss of {train} shows is not learned for other rows.",
    "monitor.diagnosis.moved-since": "It has changed by {by} since; it fell by {whole} in all.",
    "monitor.diagnosis.rate-low": "The loss falls too slowly, from {first} to {now}, and as "
    "straight as it began: the learning rate is too low.",
    "monitor.diagnosis.rate-used": "The learning rate is {rate}; {usual} is usual for this method.",
    "monitor.diagnosis.no-eval": "There are no rows to evaluate on, so it cannot be told whether "
    "the model learns or memorises.",
    "monitor.diagnosis.few-evaluations": "Not enough evaluations to tell: there were {count}, and "
    "{least} are needed at least.",
    "monitor.diagnosis.few-evaluations-one": "Not enough evaluations to tell: there was one, and "
    "{least} are needed at least.",
    "monitor.diagnosis.few-evaluations-none": "Not enough evaluations to tell: there was none, and "
    "{least} are needed at least.",
    "monitor.diagnosis.few-evaluations-yet": "Not enough evaluations to tell yet: {count} of at "
    "least {least}.",
    "monitor.diagnosis.few-steps": "Not enough steps to tell: {count}.",
    "monitor.diagnosis.underfit": "The eval loss was still falling when the run ended (step "
    "{step}, {eval}): the model has not learned all it could.",
    "monitor.diagnosis.tail-fall": "It fell by {fall} in the second half; by {whole} in all.",
    "monitor.diagnosis.well-fit": "Both losses came down and stand: train {train}, eval {eval}. "
    "The model fits well.",
    "monitor.diagnosis.eval-came-down": "Eval loss came down by {fall}, to {now}.",
    "monitor.diagnosis.lowest": "Lowest eval loss: {loss} at step {step}, of {count} evaluations.",
    "monitor.diagnosis.lowest-one": "The only evaluation: eval loss {loss} at step {step}.",
    "monitor.diagnosis.learning": "The losses fall: train {train}, eval {eval}.",
    # fixes
    "monitor.diagnosis.fix-epochs": "Epochs {old} → {new}",
    "monitor.diagnosis.fix-max-steps": "Max steps {old} → {new}",
    "monitor.diagnosis.fix-update-steps": "Min update steps {old} → {new}",
    "monitor.diagnosis.fix-early-stopping": "Early stopping on",
    "monitor.diagnosis.fix-slower": "Learning rate {old} → {new}",
    "monitor.diagnosis.fix-faster": "Learning rate {old} → {new}",
    "monitor.diagnosis.fix-decay": "Weight decay {old} → {new}",
    "monitor.diagnosis.fix-dropout": "Dropout {old} → {new}",
    "monitor.diagnosis.fix-rank-up": "LoRA rank {old} → {new}",
    "monitor.diagnosis.fix-rank-down": "LoRA rank {old} → {new}",
    "monitor.diagnosis.fix-warmup": "Warmup {old} → {new} of all steps",
    "monitor.diagnosis.fix-clip": "Max grad norm {old} → {new}",
    "monitor.diagnosis.fix-split": "Eval split {old} → {new} of the rows",
    "monitor.diagnosis.fix-split-rows": "Eval split {old} → {new} rows",
    "monitor.diagnosis.fix-eval-steps": "Evaluate every {new} steps",
    "monitor.diagnosis.fix-eval-steps-one": "Evaluate at every step",
    "monitor.diagnosis.fix-batch": "Effective batch size {old} → {new}",
    "monitor.diagnosis.fix-accumulation": "Gradient accumulation {old} → {new}",
}
