### All that a person reads in Layerlab, on the page and from the binary. What only the binary says stands in the groups
### "Binary: …" at the end, which the page does not load.
###
### A language is one such file beside this one, named after its tag (de.ftl, pt-BR.ftl). What it leaves out is shown in
### English. What stands between braces and begins with $ is filled in by the program: keep these names. Choices such as
### { $n -> [one] … *[other] … } may have the forms that the language needs. Figures arrive with the marks given here.

## The language itself

# ltr, or rtl for languages that are written from right to left.
language-direction = ltr
# Between groups of three digits: 1,000.
number-group = ,
# Before decimals: 0.31.
number-decimal = .
# A share in per cent; the space does not break.
percent = { $value } %
# A time that is left or was taken.
duration-seconds = about { $seconds } s
duration-minutes = about { $minutes } min
milliseconds = { $time } ms
# Between the details under a sentence.
separator-details = { " · " }
# Between the parts of a list.
separator-list = { ", " }
# Between clauses of a sentence.
separator-clauses = { "; " }
# The end of a list: $first is everything before the last part.
list-and = { $first } and { $last }
list-or = { $first } or { $last }
yes = yes
no = no
# Where a table or a picture has nothing.
none = –

## The top of the page

program = Layerlab
question-normal = How little does it take to fool a network?
question-robust = Make a network robust. What does it cost?
question-transfer = Make half a network robust. Does the rest follow?
question-triage = Fold layers into one. What does the network lose?
open = Open
open-hint = Open a file or a run’s folder; dropping it on the page does the same
open-file = File
open-file-hint = A report.json or an .experiment.toml
open-folder = Folder of a run
open-folder-hint = As “layerlab run” writes it: the report inside is shown
folder-without-report = This folder has no report.json, so it is not a finished run of “layerlab run”: choose the folder of one run.
# Runs in folders of this computer, where the page comes from the binary.
local-runs = Local runs
local-runs-hint = Finished runs in the folders that “layerlab explore” was given
local-runs-awaited = Looking for runs…
local-runs-none = These folders hold no finished run yet.
local-runs-missing = The list of runs did not come. Is “layerlab explore” still running?
local-run = { $workflow } · { $date }
update-ready = A newer version of Layerlab is here. The next time you load this page it is used.
drop = Drop a report, pictures, a zip, a data set’s files or weights
export = Export
export-experiment = Experiment
export-experiment-hint = This set-up as a file; “layerlab run FILE” repeats it on the command line
export-report = Report
export-report-hint = The figures of this run as a file that this page opens
export-reports-hint = The figures of the compared networks as a file that this page opens
export-report-later = The figures of a run, once one is over
export-link = Link with the result
export-link-hint = Copies a link that shows these figures at once
export-link-later = Once a run of “Train as set up” is over; other runs are too large for a link
export-curves = Curves
export-curves-hint = All runs as a table (CSV), one line for each evaluation
export-table = Table of runs
export-table-hint = What differs between the runs, and their figures (CSV)
export-weights = Weights
export-weights-hint = The newest kept weights of this run, as .safetensors
export-weights-later = The weights of a run of this visit
weights-gone = The weights of this run are not there any more, because another run has used the engine since: train it again to save them.
export-citation = Citation
export-citation-hint = The two papers and this program, as BibTeX
export-figures = Figures
export-figures-later = Figures: the charts of a run, once there are some
export-as = { $name }, as { $format }
export-figure-refused = The browser would not draw this figure for a file: make a screenshot instead.
share = Share
share-hint = Copy a link to exactly this set-up
link-copied = Link to this set-up copied; results go by Export
link-not-copied = The browser did not let the page copy the link: copy it from the address bar.
# The figures of a run that came with a link; $device is cpu, gpu or webgpu.
link-result = This link brings a result that was computed elsewhere ({ $device }, { $seconds } s): after step { $step } clean { $clean }, under attack { $robust } (n = { $n }). Train computes it anew here.
link-result-copied = The link with the result is copied and in the address bar.
link-result-broken = The result in this link can’t be read: ask for the link anew, or press Train to compute it here. The set-up is as the link says.
theme-system = Light as the system has it
theme-light = Light
theme-dark = Dark
theme-projector = For a projector
# The button that turns to the next colour scheme: what it shows, and its whole name.
theme-short-auto = Auto
theme-short-light = Light
theme-short-dark = Dark
theme-short-projector = Projector
theme-button = Colours: { $theme }. Press for the next
language = Language of the page
# The button of the language menu: $short is what it shows (EN), $name the language by its own name.
language-label = { $short }, language: { $name }
language-failed = The words of { $language } could not be loaded, so the page keeps its language: check the connection and choose it again.
dismiss = Dismiss

## As a frame in another page

embed = Embed
embed-hint = Put this set-up into a slide or a course page
embed-title = Embed in a page
embed-panels = What the frame shows
panel-workflows = Choice of workflow
panel-setup = Set-up
panel-transport = Train, pause and stop
panel-finding = What it does and finds
panel-steps = Steps of the run
panel-contrast = Networks side by side
panel-network = Network with the cut
panel-modes = How each side trains
panel-tracks = Measures under the layers
panel-heat-map = Heat map
panel-curves = Curves
panel-runs = List of runs
panel-examples = Examples
panel-noise = Noise at the cut
panel-audit = Theorem, checked
panel-claims = Claims
panel-recovery = Recovery
panel-filters = Filters
panel-own = Samples and weights of one’s own
panel-credit = Link to the whole page
embed-theme = Theme
embed-width = Width in pixels
embed-height = Height in pixels
embed-autoplay = Starts by itself
embed-autoplay-hint = The run starts once the frame can be seen; else the frame waits for a click
embed-result = With the figures of this run
embed-result-hint = The frame shows the curves and accuracies of the finished run before anyone presses a button
embed-result-later = Once a training has ended. A transfer or a triage has too many figures for an address: put its exported report beside the page, and &run=report.json into the address of the frame
embed-html = HTML for your page
embed-copy = Copy the HTML
embed-copied = Copied.
embed-not-copied = The browser did not let the page copy it. It is selected: press Ctrl+C or ⌘C.
embed-keys = Keys pressed in a frame stay in it: click beside it before you turn the page of your slides.
embed-more = A script in your page can also start and pause the frame and read its figures, as these do:
embed-deck = slides with three frames
embed-course = a course page
embed-look = See it as it will be
embed-frame-title = Layerlab: { $question }
close = Close
poster-run = Run it here
poster-open = Look around first
credit = Layerlab: open the whole page
credit-hint = Opens this set-up with all controls in a new tab
nothing-kept = Nothing is kept in this frame.
# What a frame's address asks for and there is not. $names, $name, $entries and $path stand in the address.
embed-unknown-panels = { $count ->
    [one] The address of this frame asks for “{ $names }”, and no panel has that name
   *[other] The address of this frame asks for “{ $names }”, and no panels have these names
 }: the names are in docs/embedding.md.
embed-unknown-theme = The address asks for the theme “{ $name }”: give auto, light, dark or projector.
embed-no-origin = origin= in the address has “{ $entries }”: give what begins an address, such as https://course.example, with commas between several.
embed-run-elsewhere = run= in the address has “{ $path }”, which is not a path on this page’s own host: put the report beside the page and give its path.
run-unanswered = The report { $path } was not opened: the server answered with { $status }. Check run= in the address.
run-unreachable = The report { $path } was not opened: the server can’t be reached, or doesn’t let this frame read it.
# Why a message of the page around a frame is not carried out; programmers read these.
frame-refuses-origin = This frame takes no messages from { $origin }: add origin={ $origin } to its address.
frame-refuses-size = The message has { $bytes } bytes, and the longest that is read has { $most }.
frame-refuses-form = The message needs a version and an action: see docs/embedding.md.
frame-refuses-version = The message is of version { $found }, and this page speaks version { $supported }: change the message, or use a page of that version.
frame-refuses-action = There is no action “{ $asked }”: use one of { $known }.
frame-refuses-call = The action { $action } can’t be read ({ $why }): see docs/embedding.md.
frame-refuses-link = The link is not taken over: { $problems }. Nothing has changed.
frame-refuses-link-version = The link is of version { $found }, and this page reads version { $supported }. Nothing has changed.
frame-refuses-link-value = “{ $key }” is “{ $value }”, but should be { $give }
frame-refuses-busy = A run is going: stop or reset it, then set the link again.
frame-refuses-no-run = No run is going, so there is nothing to pause or stop.

## Where it computes

device-auto = Automatic
device-auto-hint = the GPU where the browser offers a real one
device-cpu = CPU
device-cpu-hint = works everywhere
device-gpu = WebGPU
device-gpu-hint = loads a larger engine
device-cores = CPU cores
device-cores-hint = Each further core takes about 50 MB of memory.
device-from-next-run = The device changes with the next run; this one goes on where it is.
device-cpu-word = CPU
device-webgpu-word = WebGPU
# Why an engine is used, after its name and a colon.
device-asked = you asked for it
device-asked-software = you asked for it; this GPU is imitated by software
device-offered = this browser offers a GPU
device-asking = asking the browser for a GPU
device-none = this browser offers no GPU
device-left-out = this copy of the page computes on the CPU only
device-software = this browser only imitates a GPU by software
device-loading = the GPU engine is loading
device-lost = the GPU was lost
device-menu-hint = { $device }: { $reason }
device-menu-label = Where it computes: { $device }, { $reason }
device-menu-note = { $device }: { $reason }.
no-gpu-engine = This copy of the page has no GPU engine, so the CPU does the work. Nothing else changes.
no-gpu = This browser offers no GPU to the page, so the CPU does the work. Nothing else changes.
# $why is what the browser said, or none.
gpu-lost = The GPU was lost at step { $step }{ $why ->
    [none] {""}
   *[other] { " " }({ $why })
 }. Training goes on on the CPU from step { $from }, with the last weights that were kept.
gpu-lost-early = The GPU was lost at step { $step }{ $why ->
    [none] {""}
   *[other] { " " }({ $why })
 } before any weights were kept. The run starts again on the CPU.
gpu-lost-idle = The GPU engine can’t be used{ $why ->
    [none] {""}
   *[other] { " " }({ $why })
 }. The CPU does the work instead.
cpu-engine-lost = The engine stopped{ $why ->
    [none] {""}
   *[other] { " " }({ $why })
 }.
cpu-engine-lost-mend = Press Train to start it anew; if it stops again, reload the page.

## Workflows

workflows = What the stage does
workflow-train = Train as set up
workflow-train-hint = One network; each side trains as you choose
workflow-transfer = Watch robustness travel
workflow-transfer-hint = Algorithm 1: make a robust front, put a clean rest behind it, and see whether fine-tuning the rest alone brings robustness back
workflow-triage = Compress blocks
workflow-triage-hint = Deep net triage: fold a block of layers into one, train what is left, and see what the network loses

## The set-up

setup = Set-up
setup-locked = The set-up is fixed during a run; stop or reset to change it.
setup-live = What is not greyed out acts at once; the rest is fixed while it trains.
setup-changed = The set-up was changed; that counts from the next run on.
welcome = An attack changes every pixel of an image a little: a person sees hardly any difference, and the network errs. Can a network learn to withstand that, and do all of its layers have to?
welcome-lesson = New here? Start with lesson 1
example-aside = These networks were trained before. Press Train to train them here, and watch; change anything first, if you like.
setup-unsound = This can’t be trained as it is.
planned-how = Drag the cut, choose how each side trains, and press Train: the curves below will show what that is worth under attack.
data = Data
data-own = Your own samples
data-fashion-mnist = Fashion-MNIST
data-digits = Digits
data-moons = Moons
data-circles = Circles
data-spirals = Spirals
data-blobs = Blobs
data-mnist = MNIST
data-cifar-10 = CIFAR-10
data-cifar-100 = CIFAR-100
data-tiny-imagenet = Tiny ImageNet
data-imagenette = Imagenette, 160 px
data-imagenette-320 = Imagenette, 320 px
data-stanford-dogs = Stanford Dogs
network = Network
network-cnn = CNN
network-mlp = MLP
network-mnist-cnn = MNIST CNN
network-block-cnn = Small VGG
network-alexnet = AlexNet
network-vgg = VGG
network-resnet = ResNet
network-preact-resnet = Pre-activation ResNet
network-wide-resnet = Wide ResNet
network-vit-small = Small ViT
network-vit = ViT
attack = Attack
norm-linf = PGD, L∞
norm-l2 = PGD, L2
epsilon = Strength ε
warm-epochs = Clean first
warm-epochs-hint = Epochs in which the whole network first trains on clean samples
epochs = Epochs
compare = Compare with normal and robust
until-stopped = Until stopped
epochs-hint = Passes over the training samples in the chosen modes
normal-epochs = Normal
normal-epochs-hint = Epochs on clean samples
robust-epochs = Robust
robust-epochs-hint = Epochs on attacked samples, starting from the normal network
tune-epochs = Fine-tune
tune-epochs-hint = Epochs of the rest behind the frozen front, at most: it ends when it is as robust as the robust network
parent-epochs = Epochs
parent-epochs-hint = Epochs of the parent’s training
child-epochs = After fold
child-epochs-hint = Epochs of training after the compression; the parent is trained for as long once more, as a control
more = More
more-attack = Training attack
more-training = Training
more-samples = Samples and chance
more-compression = Compression
defence = Adversarial training
defence-pgd = PGD (Madry)
defence-free = Free
defence-trades = TRADES
defence-ibp = certified (interval bounds)
attack-steps = Steps
attack-step-size = Step size
attack-random-start = Random start
free-replays = Uses of each batch
free-replays-hint = How often free training goes over a batch before the next one
ibp-kappa = Weight κ
ibp-kappa-hint = How much the clean answers count; the rest is for the worst that interval bounds allow
trades-beta = Weight β
trades-beta-hint = How much the attacked answers count against the clean ones
optimiser = Optimiser
optimiser-sgd = SGD
optimiser-adam = Adam
optimiser-adam-w = AdamW
learning-rate = Learning rate
momentum = Momentum
batch-size = Batch size
batch-norm = Batch normalisation
kernel = Kernel of the one layer (ours)
kernel-same = As before
kernel-receptive-field = As large as the block sees
final-attacks = Attacks at the end
final-attacks-hint = Every finished network is also measured with these, in the norm and with the ε of the set-up
final-attacks-samples = Samples
final-attacks-samples-hint = Test samples for these attacks: AutoAttack takes thousands of passes for each that withstands
final-attacks-found = Accuracy under further attacks, with 95 % intervals over samples
train-samples = To train on
test-samples = Held out
seed = Seed
# A field that takes numbers got something else.
not-a-number = { $field } is “{ $value }”: give a number; it stays as it was.
setup-cnn = A CNN looks at images, and { $data } are points of the plane: choose MLP as the network.
setup-frozen = Every layer is frozen, so nothing would train: make one side clean or adversarial, or move the cut.
setup-no-epochs = There is nothing to train: give at least 1 epoch.

## Starting and stopping

train = Train
continue = Continue
pause = Pause
step = Step
stop = Stop
reset = Reset
train-hint = Train the network
pause-hint = Pause after this step
step-hint = One training step
stop-hint = Stop, and report what there is
reset-hint = Stop and clear the stage; finished runs stay in the list

## The status line: what Train will do

# $mode, $front_mode and $rest_mode are clean, adversarial or frozen; $front and $rest name layers.
planned-whole = The whole network { $mode ->
    [clean] learns from clean samples
    [adversarial] learns from attacked samples
   *[frozen] stays frozen
 }.
planned-warm-whole = First everything learns from clean samples for { $epochs ->
    [one] 1 epoch
   *[other] { $epochs } epochs
 }; then the whole network { $mode ->
    [clean] learns from clean samples
    [adversarial] learns from attacked samples
   *[frozen] stays frozen
 }.
planned-sides = The front ({ $front }) { $front_mode ->
    [clean] learns from clean samples, the rest ({ $rest }) { $rest_mode ->
        [clean] from clean ones
        [adversarial] from attacked ones
       *[frozen] stays frozen
    }.
    [adversarial] learns from attacked samples, the rest ({ $rest }) { $rest_mode ->
        [clean] from clean ones
        [adversarial] from attacked ones
       *[frozen] stays frozen
    }.
   *[frozen] stays frozen, the rest ({ $rest }) { $rest_mode ->
        [clean] learns from clean samples
        [adversarial] learns from attacked samples
       *[frozen] stays frozen
    }.
 }
planned-warm-sides = First everything learns from clean samples for { $epochs ->
    [one] 1 epoch
   *[other] { $epochs } epochs
 }; then the front ({ $front }) { $front_mode ->
    [clean] learns from clean samples, the rest ({ $rest }) { $rest_mode ->
        [clean] from clean ones
        [adversarial] from attacked ones
       *[frozen] stays frozen
    }.
    [adversarial] learns from attacked samples, the rest ({ $rest }) { $rest_mode ->
        [clean] from clean ones
        [adversarial] from attacked ones
       *[frozen] stays frozen
    }.
   *[frozen] stays frozen, the rest ({ $rest }) { $rest_mode ->
        [clean] learns from clean samples
        [adversarial] learns from attacked samples
       *[frozen] stays frozen
    }.
 }
planned-time = Here it takes { $time }{ $networks ->
    [one] {""}
   *[other] { " " }for the { $networks } networks
 }.
planned-layers = Layer by layer: { $layers }.
planned-layer = { $layer } { $mode }
planned-earlier = { $phases ->
    [one] Before that comes 1 phase from the file or link.
   *[other] Before that come { $phases } phases from the file or link.
 }
# The first and the last of some neighbouring layers.
layers-span = { $first } to { $last }
transfer-planned = Train a normal network, make it robust, then put { $rest ->
    [0] no layer
    [1] the last layer
    [2] the last two layers
    [3] the last three layers
    [4] the last four layers
    [5] the last five layers
   *[other] the last { $rest } layers
 } of the normal one behind the robust front. Does fine-tuning { $rest ->
    [1] it
   *[other] them
 } { $objective ->
    [clean] on clean samples
   *[adversarial] on attacked samples
 } bring the robustness back?
transfer-empty = Drag the cut and press Train: the tracks below will show, layer by layer, what each of the four networks withstands.
# $blocks lists the blocks; $grouping says whether there is one, several at once, or several in turn.
triage-planned = Train { $parent ->
    [normal] a normal network
    [robust] a robust network
    [half-robust] a half-robust network
   *[several] several networks
 }, { $grouping ->
    [one] fold { $blocks } into one layer
    [at-once] fold { $blocks } at once
   *[in-turn] fold { $blocks } in turn
 } and { $schemes ->
    [0] look at what is left
    [1] train what is left
   *[other] train what is left in { $schemes } ways
 }. What does it lose?
triage-pick = Pick a block: which layers can the network do without?
triage-pick-how = Press Fold under some layers: they become one. Train then shows what that costs, and how much training brings back.
triage-ready = A parent network is trained first; then each fold, from its first weights on.
triage-adds = The parent is known: Train measures the new fields only.
triage-nothing-missing = Everything that is ticked was measured already: fold another block, or tick another way of training.
triage-no-block = This network has no two layers of one kind in a row, so nothing can be folded: choose Small VGG, or MLP.

## The status line: how far a run is

progress-paused = Paused at step { $step }.
progress-paused-detail = { $left ->
    [one] 1 step left
   *[other] { $left } steps left
 } · Continue, or take one step
progress-stopping = Stopping, and measuring what there is…
progress-pausing = Pausing after this step…
progress-trained = Trained. Measuring the result…
progress-trained-detail = { $n } held-out samples, { $attack }
progress-preparing = Getting ready…
progress-loading = loading data and building the network
# While a graphics card gets ready: what is done, then how long already, then a button.
slow-start-engine = The program for the graphics card is being loaded and started.
slow-start-network = The network and its first samples are being put on the graphics card.
slow-start-seconds = { $seconds } s so far.
use-cpu = Use the CPU instead
use-cpu-hint = Begin this run on the CPU now; the graphics card can be chosen again at the top
progress-preparing-gpu = Preparing the graphics card…
progress-preparing-gpu-detail = { $done } of { $of } parts done · the browser compiles its programs, once for each network
progress-epoch = Training, epoch { $epoch } of { $epochs }.
progress-of-several = Network { $number } of { $of }, { $network }: { $sentence }
progress-step-open = step { $step }
progress-epoch-open = Training, epoch { $epoch }.
progress-until-stopped = it goes on until you stop it
progress-step = step { $step } of { $steps }
training-step = training step { $step } of { $steps }
training-step-at-most = training step { $step } of at most { $steps }
progress-left = { $time } left
progress-measuring = measuring: { $share }
measuring = measuring…
epoch-of = epoch { $epoch } of { $epochs }
# What a protocol does now ($what is one of the messages below) in its epoch and its trial.
progress-in-epoch = { $what }, { $epoch }
progress-in-trial = trial { $trial } of { $trials }, { $what }
progress-sentence = { $what }.
transfer-now-normal = step { $number } of { $of }: training a normal network
transfer-now-robust = step { $number } of { $of }: making it robust
transfer-now-swap = step { $number } of { $of }: the clean rest is behind the robust front; measuring
transfer-now-fine-tune = step { $number } of { $of }: fine-tuning the rest behind the frozen front
transfer-now-compare = step { $number } of { $of }: the same rest behind the clean front, for comparison
measured-last = measured last: the { $network } network
triage-now-parent = training the parent
triage-now-robust = making the parent robust
triage-now-measure = measuring the parent
triage-now-longer = training the parent for longer, as a control
triage-now-transfer = fine-tuning the parent’s rest behind its front, as a control
triage-now-fold = folding { $fold }: measuring it as it is
triage-now-cell = folding { $fold }: { $scheme }
triage-fields = { $done } of { $cells } fields

## The status line: what a run found

# The attack of the evaluation.
attack-label = { $method }, ε { $epsilon }
attack-label-l2 = { $method } in L2, ε { $epsilon }
finding-stopped = Stopped at step { $step }.
# $network and $other are adjectives: kind-…-adjective.
finding = Under attack ({ $attack }) the { $network } network keeps { $robust } of { $n } { $samples ->
    [images] images
   *[points] points
 } { $interval }. Clean: { $clean } { $clean_interval }.
# Three networks, trained normally, as set up ($network), and fully adversarially.
finding-three = Under attack ({ $attack }) the normal network keeps { $normal }, the { $network } one { $robust } and the fully robust one { $full } of { $n } test { $samples ->
    [images] images
   *[points] points
 }; without attack they have { $clean_normal }, { $clean } and { $clean_full }.
finding-full-is-short = The fully robust network is still behind: it learns more slowly, and would need more epochs.
finding-beside = Under attack ({ $attack }) the { $network } network keeps { $robust } of { $n } { $samples ->
    [images] images
   *[points] points
 } { $interval }, the { $other } one { $other_robust } { $other_interval }; without attack they have { $clean } and { $other_clean }.
provenance = { $steps } steps in { $seconds } s on { $device }, seed { $seed }. Brackets: { $brackets ->
    [samples] 95 % intervals over samples
    [trials] 95 % intervals over trials
   *[range] least and most over trials
 }.
transfer-ended-early = It ended before there was a robust network to compare with.
transfer-finding-robust = Under attack ({ $attack }) the robust network keeps { $robust } of { $n } { $samples ->
    [images] images
   *[points] points
 }{ $trials ->
    [1] {""}
   *[other] , mean of { $trials } trials
 }.
transfer-finding-swapped = Under attack ({ $attack }) the robust network keeps { $robust } of { $n } { $samples ->
    [images] images
   *[points] points
 }{ $trials ->
    [1] {""}
   *[other] , mean of { $trials } trials
 }; with { $rest ->
    [0] no layer
    [1] the clean last layer
    [2] the clean last two layers
    [3] the clean last three layers
    [4] the clean last four layers
    [5] the clean last five layers
   *[other] the clean last { $rest } layers
 } behind its front { $swapped }.
transfer-finding-tuned = Under attack ({ $attack }) the robust network keeps { $robust } of { $n } { $samples ->
    [images] images
   *[points] points
 }{ $trials ->
    [1] {""}
   *[other] , mean of { $trials } trials
 }; with { $rest ->
    [0] no layer
    [1] the clean last layer
    [2] the clean last two layers
    [3] the clean last three layers
    [4] the clean last four layers
    [5] the clean last five layers
   *[other] the clean last { $rest } layers
 } behind its front { $swapped }; after fine-tuning { $rest ->
    [1] it
   *[other] them
 } alone on { $objective ->
    [clean] clean
   *[adversarial] attacked
 } { $samples ->
    [images] images
   *[points] points
 } { $tuned }.
transfer-finding-robust-is-short = The fully robust network is below that: it may need more than its { $epochs ->
    [one] one epoch
   *[other] { $epochs } epochs
 }, or have been trained too long.
transfer-finding-control = Fine-tuned in the same way behind the normal front, the { $rest ->
    [1] same layer reaches
   *[other] same layers reach
 } { $control } by { $rest ->
    [1] itself
   *[other] themselves
 }: { $adds ->
    [more] the robust front adds { $points } points.
   *[none] here the robust front adds nothing.
 }
triage-ended-early = It ended before the { $parent } parent was measured.
# $measure says which accuracy is meant.
triage-finding-none = { $why ->
    [unfolded] Nothing is folded now.
   *[unmeasured] No fold was measured yet.
 } The parent has { $parent } { $measure ->
    [clean] clean accuracy
   *[attacked] accuracy under attack
 }.
# $folding is folding-one or folding-several, $done one of scheme-…-done.
triage-finding-one = { $folding } changes { $measure ->
    [clean] clean accuracy
   *[attacked] accuracy under attack
 } by { $points } { $interval } points { $done }; its parent has { $parent }.
triage-finding-trained = { $folding } changes { $measure ->
    [clean] clean accuracy
   *[attacked] accuracy under attack
 } by { $before } points as it is, and by { $points } { $interval } { $done }; its parent has { $parent }.
triage-finding-several = Folding is worst at { $worst } ({ $worst_points } points { $worst_interval } of { $measure ->
    [clean] clean accuracy
   *[attacked] accuracy under attack
 }, { $done }) and best at { $best } ({ $best_points } { $best_interval }); their parent has { $parent }.
# In place of an interval where one trial or equal ones give none.
triage-no-interval = [no interval]
triage-finding-overlap = Their intervals overlap: this does not tell them apart.
triage-in-short = { $fold }, { $done }: { $points } points
folding-one = Folding { $fold } into one layer
folding-several = Folding { $folds } at once
as-one-layer = { $fold } as one layer
each-as-one-layer = { $folds }, each as one layer

## Runs

runs = Runs
runs-now = this run
run-from-link = from a link, computed elsewhere
run-open = Open
run-open-hint = Open { $name } again, with its pictures and its set-up
run-lines = Draw the curves of { $name }
run-more = Edit
run-more-hint = Edit { $name }: name, note, delete
run-title = Name
run-remark = Note
run-delete = Delete
run-delete-hint = It can be brought back until the next one is deleted
run-deleted = The run is deleted.
undo = Undo
compare-runs = Compare
column-run = Run
column-steps = Steps
column-seconds = Seconds
again = Same start
again-hint = Train anew from the same initial weights, with what was changed since
again-same-weights = This run starts from the same initial weights as the one before (seed { $seed }): what differs comes from what was changed.
again-other-network = The network or its input was changed, so this run can’t start from the same weights; the seed is the same.
# Steps done and planned of a run that ended with its page or its engine.
cut-short = A run was cut short after step { $step } of { $steps }.
runs-elsewhere = A run goes on in another tab of this browser: step { $step } of { $steps } when it was last kept.
go-on = Go on with it
checkpoint-damaged = The kept state of that run can’t be read, so it can’t go on: press Train to start it again.
# What changed from the run before: it names a run.
differs = { $what } { $from } → { $to }
differs-new = { $what } { $to }
differs-only = { $what } changed
differs-more = and { $count } more
differs-none = same set-up again
differs-epsilon = ε
differs-cut = Cut
differs-after = after { $layer }
differs-key = “{ $key }”

## Looking back in time

time = Time
time-hint = Look back at an evaluation: pictures and bars as they were. Arrows, Home and End move it
time-reading = step { $step }: clean { $clean }, under attack { $robust } (of { $n } samples)

## What the browser keeps

store-missing = This browser keeps nothing for this page (a private window, a frame or a setting), so runs last until the page is closed: export what you need.
store-full = The browser has no room for more runs: delete some from the list, or export this one as a report; until then it lasts as long as the page is open.
store-damaged = What this browser kept of Layerlab is damaged, so runs last until the page is closed; clearing the data of this site mends it.
store-newer = A newer Layerlab keeps runs in this browser; they are untouched, and runs of this page last until it is closed. Reload to get the newer one.
store-blocked = Another tab of this browser holds what Layerlab keeps here: close its other tabs. Until then runs last as long as this page is open.
store-unread = { $runs ->
    [one] One kept run can’t be read and is left as it is
   *[other] { $runs } kept runs can’t be read and are left as they are
 }: another version of Layerlab may read them.

## An engine that says nothing

engine-quiet = The engine has said nothing for { $seconds } s, longer than ever in this run. It may be at something long, or it has died: wait, or start it anew from the last kept weights.
start-anew = Start anew
engine-restarted = The engine was started anew; the run goes on from step { $step }.
engine-restarted-early = The engine was started anew before any weights were kept; the run starts again.
run-detail = ε { $epsilon }
run-detail-cut = cut after { $layer }, ε { $epsilon }
run-detail-transfer = last { $rests }, ε { $epsilon }
run-detail-blocks = { $blocks }, ε { $epsilon }
# Kinds of runs, in the list; the adjective stands before the word network.
kind-normal = normal
kind-normal-adjective = normal
kind-robust = robust
kind-robust-adjective = fully robust
kind-half-robust = half robust
kind-half-robust-adjective = half-robust
kind-robust-rest = robust rest
kind-robust-rest-adjective = robust-rest
kind-frozen-then-clean = frozen front, clean rest
kind-frozen-then-clean-adjective = frozen-front, clean-rest
kind-frozen-then-robust = frozen front, robust rest
kind-frozen-then-robust-adjective = frozen-front, robust-rest
kind-clean-then-frozen = clean front, frozen rest
kind-clean-then-frozen-adjective = clean-front, frozen-rest
kind-robust-then-frozen = robust front, frozen rest
kind-robust-then-frozen-adjective = robust-front, frozen-rest
kind-frozen = frozen
kind-frozen-adjective = frozen
kind-mixed = layer by layer
kind-mixed-adjective = mixed
kind-transfer = transfer
kind-transfer-adjective = transferred
kind-triage = triage
kind-triage-adjective = compressed

## The network, layer by layer

network-view = The network, layer by layer
input = Input
prediction = Prediction
prediction-true = (true)
prediction-empty = What the network says will stand here.
# One class of the prediction, for people who can't see the bars.
prediction-label = { $class }: clean { $clean }, under attack { $attacked }
cut = Cut
cut-hint = Drag, or use the arrow keys
cut-between = between { $before } and { $after }
cut-first = before { $layer }: everything is the rest
cut-last = after { $layer }: everything is the front
front = Front
rest = Rest
side-empty = no layer on this side
front-robust = robust
front-frozen = then frozen
mode-clean = clean
mode-clean-hint = These layers learn from the samples as they are
mode-adversarial = adversarial
mode-adversarial-hint = These layers learn from attacked samples
mode-frozen = frozen
mode-frozen-hint = These layers do not learn at all
layer-mode = How { $layer } trains
layer-held = adversarial, then frozen
layer-tuned = fine-tuned
layer-untrained = untrained, to be { $state }
layer-label = { $layer }: { $state }
layer-tokens = { $tokens } tokens of { $width }
parameters = { $count } parameters
parameters-change = { $before } → { $after }
sensitivity = Sensitivity
sensitivity-empty = will show how far the attack moves each layer’s output
sensitivity-says = how far the attack moves each layer’s output, relative to its size
sensitivity-cell = { $layer }: { $value } [{ $low }, { $high }]

## Curves

curves = Accuracy on held-out samples
contrast = Side by side
contrast-note = The attack looks for the worst change within ε, for each network anew: the same images, as each network gets them, and what it takes them for.
contrast-waits = not evaluated yet
contrast-bar = { $what }: { $share } { $interval }
contrast-sample = It is { $class }; attacked, the network takes it for { $says }
# Under the curves; results are on all test samples.
curves-on = On the way: { $n } { $split ->
    [validation] validation
   *[test] test
 } { $samples ->
    [images] images
   *[points] points
 }; results: all { $test } test { $samples ->
    [images] images
   *[points] points
 }, which need not agree.
curves-empty-1 = Accuracy, clean and under attack,
curves-empty-2 = is drawn here while the network trains
curves-hint = Chart of accuracy by training step. Left and right arrows read single points, T shows the table, S plays the curves.
# The chart of accuracies for those who do not see it.
curves-summary = In { $steps } steps the accuracy without attack goes from { $clean_from } to { $clean_to }, under attack from { $robust_from } to { $robust_to }.
loss-summary = Training loss: from { $from } to { $to } in { $steps } steps
sound-play = Play the curves
sound-stop = Stop the sound
sound-hint-one = Hear the chosen curve: higher means more accurate. S in the chart does the same, Escape stops.
sound-hint = Hear the curves: first without attack, then under attack; higher means more accurate. S in the chart does the same, Escape stops.
clean = clean
under-attack = under attack
epoch = epoch
loss = loss
table = Table
chart = Chart
# The name of a curve and its last value, at its end.
curve-end = { $curve } { $value }
# Over a line in the chart: what was changed there.
change-epsilon = ε { $epsilon }
change-rate = η { $rate }
change-modes = modes
curve-reading = Step { $step } (epoch { $epoch }): clean { $clean }, under attack { $robust }, n = { $n }
# Parts of a protocol, over the curves.
stage-normal = normal
stage-robust = robust
stage-swap = swap
stage-fine-tune = swap, fine-tune
stage-control = compare
stage-measure-parent = examine
stage-train-longer = longer
stage-transfer-parent = transfer
stage-cell = compress

## Examples

examples = What the attack does
examples-empty = A few held-out samples will stand here: as they are, what the attack adds, and what the network says before and after.
examples-clean = clean
examples-attacked = attacked
examples-says = it says
examples-hint = Show this one on the stage
prediction-right = right
prediction-wrong = wrong
example-truth = it is { $class }
plane-hint = Held-out points and where the attack moves them
plane-key = tint: what the network says there, darker where it is surer; line: where the attack moves a point; full dot: the answer is wrong
plane-key-lines = line: where the attack moves a point; full dot: the answer is wrong
plane-score = { $robust } under attack, n = { $n }
# The table behind the plane of points.
plane-table-number = Point
plane-table-class = Class
plane-table-clean = Clean (x, y)
plane-table-attacked = Attacked (x, y)
plane-table-says = It says
plane-share = The network takes { $share } of the plane for { $class }.
column-change-magnified = change ×{ $factor }
change-magnified-says = grey: unchanged

## Columns of tables

column-step = Step
column-clean = Clean
column-under-attack = Under attack
column-n = n
column-loss = Loss
column-trials = Trials
column-layer = Layer
column-network = Network
column-sensitivity = Sensitivity
column-reader = Reader
column-margin-clean = γ clean
column-margin-certified = γ certified
column-margin-attacked = γ attacked
column-margin-transferred = γ by the whole network’s attack
column-right-under-attack = Right under attack
column-pair = Pair
column-measure = Measure
column-rho = ρ
column-rho-bits = ρ in bits
column-null-mean = Null, mean
column-null-p95 = Null, 95th percentile
column-excess = ρ − null
column-above-chance = Above chance
column-permutations = Permutations
column-attack = Attack
column-accuracy = Accuracy
column-fine-tuning = Fine-tuning
column-rho-rest = ρ of the pairs in the rest
column-folded = Folded
column-trained = Trained
column-before = Before
column-after = After
column-attacked = Attacked
column-change = Change
column-change-attacked = Change attacked
column-steps-to-95 = Steps to 95 %
column-medians = Medians
column-collapsed = Collapsed
column-fold-error = Fold error
column-without-training = Without training
column-loss-of = Loss of accuracy
column-spearman = Rank correlation
column-p = p
medians = { $clean }, attacked { $attacked }
of-trials = { $collapsed } of { $trials }
agreement = Do measures that train nothing order the blocks as their criticality does? (Spearman, mean over trials, 95 %)
proxy-reinitialised = drawn anew
proxy-rewound = set back
proxy-noised = noise on weights
proxy-robust-criticality = robust criticality

## Tracks under the layers

# Added to the description of a track; $reading is the sentence of its highest point.
track-highest = The highest: { $reading }
tracks-hint = Point at a layer, or focus a track and use the arrow keys: it reads here. Press a name to hide its lines, T for the table.
tracks-empty = These tracks fill as the networks are measured, each when its training ends: how far the attack pushes every layer, how robust it is, and how strongly it hangs on the one before.
points-key = line: where the attack moves a point
reader = What reads the layers
measure = How dependency is measured
network-shown = Which network
# What reads a layer's answer out of it.
reader-probe = linear probe
reader-lambda = λ
reader-rest = rest of the network
# Measures of dependency, at length and in a word.
measure-edge = EDGE mutual information, bits
measure-short-edge = EDGE
measure-ksg = KSG mutual information, bits
measure-short-ksg = KSG
measure-ksg-noised = KSG mutual information with noise on the later layer, bits
measure-short-ksg-noised = KSG, noised
measure-info-nce = InfoNCE, a lower bound of mutual information, bits
measure-short-info-nce = InfoNCE
measure-connectivity = connectivity
measure-short-connectivity = connectivity
measure-nhsic = nHSIC
measure-short-nhsic = nHSIC
measure-nhsic-channels = nHSIC of channel means
measure-short-nhsic-channels = nHSIC, channels
measure-cka = linear CKA
measure-short-cka = CKA
measure-cka-rbf = RBF CKA
measure-short-cka-rbf = CKA, RBF
measure-cka-debiased = debiased CKA
measure-short-cka-debiased = CKA, debiased
track-sensitivity-label = How far the attack moves each layer. Left and right arrows go through layers, up and down through networks, T shows the table.
track-margin = Margin
track-margin-label = Margin of each layer under attack. Left and right arrows go through layers, up and down through networks, T shows the table.
# $certified says whether any layer has a certificate.
track-margin-says = margin γ that an attack leaves{ $certified ->
    [some] , on a stem from what is certain
   *[none] ; nothing is certified: bounds through so many layers are too loose
 }
track-margin-says-measured = margin γ that an attack leaves{ $certified ->
    [some] , on a stem from what is certain
   *[none] ; nothing is certified: bounds through so many layers are too loose
 }; { $reader }, n = { $n }
track-dependency = Dependency
track-dependency-label = Dependency between neighbouring layers. Left and right arrows go through pairs, up and down through networks, T shows the table.
track-dependency-says = { $measure }; thick: above chance, faint: within it
track-points = Points
track-points-label = Where each layer puts the points. Left and right arrows go through layers, up and down through networks, T shows the table.
track-points-says = where a layer puts them, flat
track-on = n = { $n }, { $attack }
track-on-live = n = { $n }, { $attack }; grey: now in training
sensitivity-reading = The attack moves { $layer } of the { $network } network by { $sensitivity } times its size (95 %, n = { $n }, { $attack }).
margin-reading = Behind { $layer }, the { $network } network keeps a margin of at most { $attacked } under attack; at least { $certified } is certain; the attack on the whole network leaves { $transferred }. Right under attack: { $right } ({ $reader }, n = { $n }, 95 %, { $attack }).
margin-reading-vacuous = Behind { $layer }, the { $network } network keeps a margin of at most { $attacked } under attack; nothing is certified, as the lower bound is −1, the least there is; the attack on the whole network leaves { $transferred }. Right under attack: { $right } ({ $reader }, n = { $n }, 95 %, { $attack }).
# Two neighbouring layers.
pair = { $parent } → { $child }
pair-short = { $layer } { $measure } { $rho } · null { $null }
null-beside = { " " }· null { $null }
# $above says whether the dependency is more than chance gives.
pair-reading = { $child } hangs on { $parent } in the { $network } network by ρ = { $rho }; shuffled it is { $null } (95 % below { $p95 }, { $permutations } permutations): { $above ->
    [yes] { $excess } above chance
   *[no] no more than chance gives
 } ({ $measure }, n = { $n } attacked samples, { $attack }).
pair-over-epochs = Above chance, epoch by epoch of fine-tuning: { $values }.
mixing-not-apart = not apart
mixing-not-apart-sentence = On these two axes the classes are not apart, even without attack.
mixing-apart = apart
mixing-apart-sentence = The attack leaves the classes apart here.
mixing-a-little = mixed a little
mixing-a-little-sentence = The attack mixes the classes a little here.
mixing-mixed = mixed
mixing-mixed-sentence = The attack mixes the classes here.
points-reading = { $layer } of the { $network } network, flattened to two axes with { $share } of the variance.
points-neighbours = The nearest clean neighbour has the right class for { $clean } of the points, and for { $attacked } of them once attacked (n = { $n }, { $attack }).

## Transfer of robustness

steps-label = The run step by step
step-title = { $number }. { $title }
step-normal = Train a normal network
step-robust = Make it robust
step-swap = Swap in the clean rest
step-fall = See what that costs
step-fine-tune = Fine-tune the rest
step-fine-tune-clean = Fine-tune the rest on clean
step-compare = The same behind a clean front
step-normal-planned = { $epochs ->
    [one] 1 epoch
   *[other] { $epochs } epochs
 }, clean samples
step-robust-planned = { $epochs ->
    [one] 1 epoch
   *[other] { $epochs } epochs
 }, attacked samples
step-swap-says = { $rest ->
    [0] no layer
    [1] the last layer
    [2] the last two layers
    [3] the last three layers
    [4] the last four layers
    [5] the last five layers
   *[other] the last { $rest } layers
 } clean again
step-fall-planned = accuracy under attack
step-fine-tune-planned = at most { $epochs ->
    [one] 1 epoch
   *[other] { $epochs } epochs
 }, front frozen
step-compare-planned = what can the rest do by itself?
step-compare-says = attacked { $attacked } · the robust front adds { $gain }
step-both = clean { $clean } · attacked { $attacked }
step-change = attacked { $before } → { $after }
step-halted = it ended here
role-normal = normal
role-robust = robust
role-semirobust = semirobust
role-transferred = transferred
network-hint = { $network }: { $role ->
    [normal] trained on clean samples
    [robust] trained on attacked samples
    [semirobust] the robust front before the clean rest
   *[transferred] the rest fine-tuned behind the frozen robust front
 }. Press to { $press ->
    [hide] hide
   *[show] show
 } its lines.
objective = What the rest is fine-tuned on
objective-adversarial = attacked
objective-adversarial-hint = The rest learns from samples attacked through the whole network, as in the paper
objective-clean = clean
objective-clean-hint = The rest learns from clean samples: does the robust front suffice?
fine-tuned-on = fine-tuned on
control-clean-front = the rest fine-tuned behind the normal front
control-clean-front-hint = The control: what the rest can do by itself, fine-tuned on attacked samples behind the frozen normal front. The effect of the robust front is the difference
control-reverse = the robust rest behind the normal front
control-reverse-hint = The reverse swap, without any training
control-statistics = semirobust, batch statistics estimated again
control-statistics-hint = The clean rest behind the robust front, with the statistics of its batch normalisation estimated on what that front hands on
control-robust-longer = robust, trained longer
control-robust-longer-hint = The robust network trained for as many more epochs as the fine-tuning took
read-out-held-out = front, linear read-out λ
read-out-held-out-hint = Algorithm S1: the rest replaced by a linear map from all layers of the robust front to the robust network’s answers, fitted on training samples and attacked as a whole
read-out-last-layer = the same from the front’s last layer alone
read-out-last-layer-hint = The linear map reads the last layer of the robust front, not all of them
read-out-paper = the same, the paper’s way
read-out-paper-hint = Fitted, batch by batch, on the attacked test samples that it is then judged on, which are attacked through the network that it imitates: with more features than samples it repeats the robust network’s answers, whatever the front is
read-out-random = the same, λ at random
read-out-random-hint = The control: a random map of the same size
# $kept says whether the network of this epoch was kept.
tuned-epoch = { $epoch ->
    [0] before it
   *[other] epoch { $epoch }
 }{ $kept ->
    [yes] , kept
   *[no] {""}
 }

## Transfer of robustness: the audit of the theorem

audit = Does the theorem promise it?
audit-empty = Once a network is measured, the theorem is audited here: each of its premises with its figures, what it would guarantee, and the margin at the end.
# $outcome is the outcome's name in files; $missed says whether the figures would contradict the theorem.
audit-verdict = The { $network } network: { $outcome ->
    [missed] the theorem would guarantee a margin of at least { $guarantee } at the end, and an attack leaves { $end }. So one of its premises fails.
    [not-missed] the margin at the end, { $end }, does not lie below the { $guarantee } that the theorem would guarantee. That contradicts nothing, and proves nothing while premises are open.
   *[premise-not-established] the theorem promises nothing, for it is not certified that the front is semirobust.{ $missed ->
        [yes] { " " }Were it so, the theorem would guarantee at least { $guarantee }, and the margin at the end is { $end }.
       *[no] {""}
    }
 }
audit-premise-front = The front is semirobust: γ_a > 0
audit-premise-information = Each later layer shares at least ρ_j bits with the one before
audit-premise-growth = A2: the margin grows by more than 1 + U_j at every later layer
audit-premise-one-to-one = Layers are one to one
audit-established = established
audit-open = open
audit-fails = fails
audit-front = Behind { $layer }: { $margin }. Only the certified end could establish it.
audit-information = { $above } of { $of } pairs stand above chance; together { $sum } bits. No estimate establishes it: between continuous layers the true value is infinite, and none certifies much more than the logarithm of the number of samples.
audit-growth = Measured growth: { $least } to { $most }. A margin lies between −1 and 1, so it can grow by 2 at most; U_j exceeds 1 wherever ρ_j > 0, so that A2 asks for more than 2. It cannot hold for bounded margins.
audit-one-to-one = ReLU and pooling map many inputs to one output.
audit-sum = Σ ρ_j
audit-linear = Theorem 3, were the rest linear
audit-linear-hint = γ_a + γ_a (n − 1 − a)(n − a) / 2 with the sum of the certified margins of all layers of the front as γ_a: what would be guaranteed if every layer of the rest were a linear combination of the ones before it
audit-column-layer = layer
audit-column-null = its null
audit-column-growth = margin grows by
audit-range = margins lie in here
audit-guarantee = guarantee { $margin } (grey: what chance gives)
audit-measured = measured { $margin }
audit-bracket = { $low } certified, { $high } under attack
audit-picture = Above: the theorem would guarantee { $guarantee }. Below: the margin at the end, { $end }.
audit-on = { $reader }; { $measure }; n = { $n }; { $attack }. Certified and attacked ends of each margin are means over samples.

## Transfer of robustness: noise between front and rest

noise = What if the rest depended less on the front?
noise-finding = The { $network } network: noise of { $strength } times the spread of what { $front } hands on lowers its dependency with { $rest } from { $rho_before } to { $rho_after } above chance. The margin under attack goes from { $attacked_before } to { $attacked_after }, and without attack from { $clean_before } to { $clean_after }.
noise-on = { $measure }, above its null; margins are means over n = { $n } test samples with 95 % intervals; { $attack }, through the noise, which is drawn once for each sample.
noise-axis = strength of the noise
noise-label-rho = ρ ({ $measure })
noise-label-clean = margin, clean
noise-label-attacked = margin, attacked
noise-point = at { $strength } ρ { $rho }, margin under attack { $margin }
noise-picture = By the strength of the noise: { $points }.

## Triage: blocks and how they are compressed

folds = Blocks
fold = Fold
unfold = Unfold
fold-hint = Fold { $block }: { $layers }
unfold-hint = Unfold { $block }: { $layers }
fold-undo = Undo
fold-undo-hint = Take the last fold back
fold-all = Fold each
grouping = How folded blocks are compressed
grouping-alone = each alone
grouping-alone-hint = One compressed network for each block
grouping-together = all at once
grouping-together-hint = One network in which all of them are compressed (ours)
folded-label = { $block }: { $layers } layers folded into one, { $state }
folded-count = { $layers } layers → 1
folded-compressed = compressed
folded-planned = to be compressed
parent = Parent
parent-hint = The network whose blocks are compressed. Robust and half-robust parents are our own addition to the paper
parent-kind-normal = Normal
parent-kind-robust = Robust
parent-kind-half-robust = Half robust
parent-kind-several = Several
parent-clean = normal
parent-adversarial = robust
parent-semirobust = half robust, last { $rest } clean
parent-now = accuracy
parent-now-hint = On test samples, before anything is folded: what losses are counted from, but those of “transferred” cells
parent-transferred = transferred
parent-transferred-hint = The control of “transferred” cells: the parent’s rest, unfolded, trained on attacked samples behind its front
parent-longer = trained longer
parent-longer-hint = The control: the parent, unfolded, trained for as long again as the folded networks are
parent-empty = How well it does, unfolded, will stand here.
parents-shown = The parent
first-weights = First weights
first-weights-shown = First weights
first-weights-random = Random
first-weights-random-hint = How the one layer begins: drawn at random (He et al. 2015). The other ways are ours
first-weights-random-matched = Random, matched
first-weights-random-matched-hint = How the one layer begins: drawn at random, with a normalisation that gives its channels the means and deviations of the block’s (ours)
first-weights-first = First layer’s
first-weights-first-hint = How the one layer begins: with the weights of the block’s first layer (ours)
first-weights-last = Last layer’s
first-weights-last-hint = How the one layer begins: with the weights of the block’s last layer (ours)
first-weights-mean = Mean of layers
first-weights-mean-hint = How the one layer begins: with the mean of the block’s layers (ours)
first-weights-collapse = Collapsed
first-weights-collapse-hint = How the one layer begins: the block’s layers multiplied into one, as if there were nothing non-linear between them (ours)
first-weights-least-squares = Least squares
first-weights-least-squares-hint = How the one layer begins: the map that comes closest to what the block makes of training samples (ours)
# Ways of training: the name, what it is, and what was done, after the name of a fold.
schemes = Ways of training
scheme-none = as it is
scheme-none-hint = Right after the compression, without any training
scheme-none-done = as it is
scheme-local = new layer only
scheme-local-hint = Only the new layer learns; all others keep their weights (ours)
scheme-local-done = with the new layer trained
scheme-global = whole network
scheme-global-hint = All layers learn: fine-tuning, as in the paper
scheme-global-done = with the whole network trained
scheme-scratch = from scratch
scheme-scratch-hint = The compressed network from random weights, for as long as the others: the control (ours)
scheme-scratch-done = trained from scratch
scheme-distill-logits = distil answers
scheme-distill-logits-hint = All layers learn from labels and from the parent’s answers (Hinton et al. 2015)
scheme-distill-logits-done = with answers distilled
scheme-distill-hint = distil features
scheme-distill-hint-hint = The new layer learns to hand on what its block did (FitNets, Romero et al. 2015)
scheme-distill-hint-done = with features distilled
scheme-distill-global = features first
scheme-distill-global-hint = The block’s features for half of the epochs, then the whole network from labels (ours)
scheme-distill-global-done = with features distilled, then all trained
scheme-transfer = transferred
scheme-transfer-hint = The new layer on attacked samples for half of the epochs; then the front is frozen and the rest trained on attacked samples (ours)
scheme-transfer-done = with the rest trained behind the frozen front

## Triage: what was found

# A row of the table of cells: the fold, and whose.
fold-of-parent = { $fold } · { $parent }
saved = Saved
saved-hint = How the cost of the whole network changes once the block is one layer. Time is that of a forward pass of 100 samples where the run took place, divided by the parent’s, the two timed alternately; the median over all cells
saved-parameters = parameters
saved-multiply-adds = multiply-adds
saved-time = time
saved-later = measured in the run
cost-label = { $cost } with { $fold } folded: { $change }
change = Change
change-hint = Criticality of a block: how test accuracy changes against the parent when it is folded. Thin figures: the interval includes 0, so it is not told apart from chance. What happens under attack is our addition to the paper
side-clean = clean
side-attacked = attacked
change-by-scheme = by way of training
change-on = in points, n = { $n }, { $attack }; { $trials ->
    [1] 95 % over paired samples
   *[other] { $trials } trials, brackets over them
 }
cell-empty = Each field will say by how many points a fold changes accuracy, clean and under attack. Tick the ways of training that you want to compare.
cell-hint = Point at a field to read it; press it to see its curve and its filters.
cell-unasked = not asked for
cell-planned = not measured yet
cell-under-way = under way
# Before the figures of a field, for screen readers.
cell-name = { $fold }, { $scheme }: clean{ " " }
cell-name-attacked = , attacked{ " " }
cell-label = { $fold }, { $scheme }: { $how }
# An accuracy before and after, with the change in points.
cell-change = { $before } → { $after } ({ $points } { $interval })
# $first says how the layer began.
cell-reading = { $folded }, { $done }, first weights { $first ->
    [random] random
    [random-matched] random, matched
    [first] first layer’s
    [last] last layer’s
    [mean] mean of layers
    [collapse] collapsed
   *[least-squares] least squares
 }: clean { $clean }, under attack { $robust }, n = { $n }{ $trials ->
    [0] {""}
    [1] {""}
   *[other] , means over { $trials } trials
 }.
cell-reading-scratch = { $folded }, { $done }: clean { $clean }, under attack { $robust }, n = { $n }{ $trials ->
    [0] {""}
    [1] {""}
   *[other] , means over { $trials } trials
 }.
cell-before = Before training { $accuracy }.
convergence-never = 95 % of the parent was not reached in { $steps } steps.
# $spread says whether all trials reached it at the same step, $whole whether all reached it.
convergence = 95 % of the parent after { $spread ->
    [same] { $soonest }
   *[apart] { $soonest } to { $latest }
 } of { $steps } steps{ $whole ->
    [all] {""}
   *[some] , in { $reached } of { $trials } trials
 }.
recovery = What training brings back
recovery-empty-1 = Accuracy after the fold, step by step,
recovery-empty-2 = is drawn here beside the parent’s line
# The chart for those who do not see it; $scheme is the name of a training scheme or of the parent.
recovery-summary = { $scheme }: from { $from } to { $to } in { $steps } steps.
recovery-hint = Chart of clean accuracy on validation samples by training step after the compression. The band is the 95 % interval over samples, of several trials the range from the least to the most. Left and right arrows read single points, T shows the table.
recovery-parent = the parent learns; its blocks are folded after that
parent-line = parent
recovery-reading = { $curve }, step { $step } (epoch { $epoch }): { $clean } clean{ $trials ->
    [0] {""}
    [1] {""}
   *[other] { " " }in the mean of { $trials } trials (least { $least }, most { $most })
 }, n = { $n } validation samples
recovery-reading-beside = { $curve }, step { $step } (epoch { $epoch }): { $clean } clean{ $trials ->
    [0] {""}
    [1] {""}
   *[other] { " " }in the mean of { $trials } trials (least { $least }, most { $most })
 }, parent { $parent }, n = { $n } validation samples
steps-count = { $steps } steps
filters = Filters
filters-empty = The new layer’s filters will stand here, before and after training, each over the filters of the old layers that it resembles most.
filters-none = There are none to draw: encoder blocks have no filters, and reports of older versions did not keep them.
filters-says = grey: 0; brighter: positive; each on its own scale
filters-before = first weights
filters-after = trained
filters-fewer = fewer
filters-rank-hint = How many directions the filters use, by the entropy of their singular values (Roy and Vetterli 2007)
filters-nearest-hint = Each new filter with its own partner, so that the sum of |cosine| is largest; beside it what fresh random filters reach
filters-all = all { $count }
filters-of = of { $fold }, { $scheme }{ $trials ->
    [0] {""}
    [1] {""}
   *[other] , first trial
 }
filters-nearest = nearest in { $layer }
filters-cosine = |cos| { $mean }, by chance { $chance }
filters-incomparable = can’t be compared
filter-partner = filter { $filter }, |cos| { $cosine }
filters-ranks = Effective rank { $rank }; { $layers }.
filters-rank-of = { $layer } { $rank }
filter-number = filter { $filter }

## Claims of the papers

claims = What the paper claims
claims-transfer-hint = Claims of arXiv 2307.03803, each with the figure that decides it, its mean and 95 % interval over trials
claims-triage-hint = Claims of arXiv 1801.04651, each with the figure that decides it, its mean and 95 % interval over trials; the tests, the margin of two points and the claim on robustness are ours. P-values of claims that were not named before the run are corrected by Holm’s method
claims-on = { $trials ->
    [1] one trial: no verdict
   *[other] { $trials } trials; brackets: 95 % over trials
 }
claim-holds = holds
claim-fails = fails
claim-open = open
claim-not-testable = not testable
claim-primary = named before the run
claim-p = p { $p }
claim-p-corrected = p { $p }, corrected { $corrected }
no-verdict-too-few-trials = no verdict below three trials
no-verdict-no-variance = no verdict: a difference is the same in all trials
no-verdict-starts-above = the networks start above 95 % of the parent’s accuracy, nothing is left to hasten
no-verdict-no-robustness = the parent is hardly robust, nothing can be lost
# What a figure is of, and the figure.
claim-figure = { $of }: { $figure }
# Each claim has its sentence and, under -of, what its figure is. Acc* is the accuracy of the robust network, Acc_sr that of
# the one with a clean rest, Acc~ that after fine-tuning; f_b is the rest.
claim-loss = With its { $rest ->
    [one] last layer
   *[other] last { $rest } layers
 } clean, the network is less robust than when all of it is robust.
claim-loss-of = Acc* − Acc_sr under attack, as a share of test samples
claim-loss-grows = The more layers are clean, the more robustness is lost.
claim-loss-grows-of = Acc_sr with { $small ->
    [one] 1 layer
   *[other] { $small } layers
 } clean − with { $large ->
    [one] 1 layer
   *[other] { $large } layers
 }, under attack
claim-recovery = Fine-tuning the { $rest ->
    [one] last layer
   *[other] last { $rest } layers
 } alone on { $objective ->
    [clean] clean
   *[adversarial] attacked
 } samples restores nearly all robustness (at least { $share } %).
claim-recovery-of = Acc~ / Acc* under attack
claim-reaches-goal = Fine-tuning the { $rest ->
    [one] last layer
   *[other] last { $rest } layers
 } alone on { $objective ->
    [clean] clean
   *[adversarial] attacked
 } samples reaches the robust network{ $points ->
    [0] {""}
   *[other] , less { $points } points
 }.
claim-reaches-goal-of = Acc~ − (Acc* − k) under attack
claim-front-effect = It is the robust front that restores robustness, not the fine-tuning of the { $rest ->
    [one] last layer
   *[other] last { $rest } layers
 } by itself.
claim-front-effect-of = accuracy under attack, the rest fine-tuned on attacked samples behind the robust front − behind the clean front
claim-dependency-rises = The { $rest ->
    [one] last layer depends more on the one
   *[other] last { $rest } layers depend more on those
 } before, the longer the fine-tuning on attacked samples.
claim-dependency-rises-of = EDGE above its null, mean over the pairs in f_b, last epoch − before the first, in bits
claim-dependency-suffices = Fine-tunings that reach their goal have stronger dependencies than those that do not.
claim-dependency-suffices-of = EDGE above its null at the last epoch, mean over the pairs in f_b, of those that reach Acc* − k − of those of the same cut that do not, in bits
claim-dependency-follows = The nearer fine-tuning the last { $rest ->
    [one] layer
   *[other] { $rest } layers
 } on attacked samples comes to its goal, the stronger the dependencies.
claim-dependency-follows-of = rank correlation, over the epochs of fine-tuning, of EDGE above its null (mean over the pairs in f_b) with the accuracy under attack
claim-recovery-shrinks = Fine-tuning on { $objective ->
    [clean] clean
   *[adversarial] attacked
 } samples restores more, the fewer layers are fine-tuned.
claim-recovery-shrinks-of = Acc~ with { $small ->
    [one] 1 layer
   *[other] { $small } layers
 } fine-tuned − with { $large ->
    [one] 1 layer
   *[other] { $large } layers
 }, under attack
claim-dependency-falls = Layers depend less on the one before them, the nearer they are to the output.
claim-dependency-falls-of = EDGE above its null, first − last pair of f_b with { $rest ->
    [one] 1 layer
   *[other] { $rest } layers
 }, in bits
claim-scheme-none = only folded
claim-scheme-local = the new layer trained
claim-scheme-global = the whole network trained
claim-scheme-scratch = trained from scratch
claim-scheme-distill-logits = answers distilled
claim-scheme-distill-hint = features distilled
claim-scheme-distill-global = features distilled, then all trained
claim-scheme-transfer = the rest trained behind the frozen front
# $parent and $first (the first weights) are the names that stand in files, $scheme is a phrase above.
claim-blocks-alike = The final accuracy does not depend on which block was compressed ({ $scheme }).
claim-blocks-alike-of = largest difference between two blocks, clean, with the 90 % interval that holds for all pairs at once; supported where all pairs lie within { $points } points, else refuted where ranks within trials differ at { $alpha }; { $ranks }; { $parent } parent{ $first ->
    [none] {""}
   *[other] , first weights { $first }
 }
claim-ranks = Kruskal–Wallis H = { $h }, p { $p }, ε² = { $epsilon_squared }
claim-ranks-friedman = Friedman Q = { $q }, { $how ->
    [sampled] p by 99,999 permutations
   *[exact] exact p
 } { $p }, Kendall’s W = { $w }
claim-ranks-same = blocks are the same in every trial
claim-recovers-parent = Fine-tuning the whole model recovers or exceeds the accuracy of { $parent ->
    [longer] the parent trained for as long (parent+)
   *[as-it-is] the parent
 } (up to { $points } points).
claim-recovers-parent-of = accuracy of the children − of { $control ->
    [longer] the parent trained for as long (parent+)
   *[as-it-is] the parent
 }, mean over blocks, clean; { $parent } parent, first weights { $first }
claim-exceeds-parent = Fine-tuning the whole model exceeds the accuracy of { $parent ->
    [longer] the parent trained for as long (parent+)
   *[as-it-is] the parent
 }.
claim-distillation-area = Distillation ({ $scheme }) hastens convergence (area under the curve).
claim-distillation-area-of = mean accuracy during training with − without distillation, mean over blocks{ $aside ->
    [0] {""}
   *[other] , { $aside } pairs of networks set aside that start above 95 %
 }; { $parent } parent, first weights { $first }
claim-distillation-hastens = Distillation ({ $scheme }) hastens convergence (steps).
claim-distillation-hastens-of = steps to 95 % of the parent’s accuracy without − with distillation, mean over blocks; { $steps } where it was never reached{ $aside ->
    [0] {""}
   *[other] , { $aside } pairs of networks set aside that start there
 }; { $parent } parent, first weights { $first }
claim-distillation-holds = Distillation ({ $scheme }) holds the accuracy to the parent’s, as an upper limit (up to { $points } points above it).
claim-distillation-holds-of = accuracy of the children − of the parent, mean over blocks, clean{ $without }; { $parent } parent, first weights { $first }
claim-distillation-holds-without = ; fine-tuned children − these, in points: { $value } [{ $low }, { $high }]
claim-transfer-holds = With { $block } compressed, fine-tuning f_b on attacked samples restores as much robustness as without (up to { $points } points; ours).
claim-transfer-holds-of = accuracy under attack with the blocks compressed − without, both after fine-tuning f_b; { $parent } parent, first weights { $first }
claim-interaction = What a block costs in accuracy and what it costs in robustness differ from block to block ({ $scheme }; ours).
claim-interaction-of = largest difference between two blocks in drop without attack − drop under attack, with the 90 % interval that holds for all pairs at once; supported where ranks within trials differ at { $alpha } and not all pairs lie within { $points } points; { $ranks }; { $parent } parent, first weights { $first }

## Attacks, as in papers

method-fgsm = FGSM
method-pgd = PGD
method-cw = C&W
method-apgd-ce = APGD-CE
method-apgd-dlr = APGD-DLR
method-apgd-t = APGD-T
method-fab = FAB
method-fab-t = FAB-T
method-square = Square
method-auto-attack = AutoAttack
method-noise = Noise
# PGD with its number of steps.
attack-label-steps = { $method }-{ $steps }

## Classes of the data sets

# Of a set whose classes are not named here.
class-number = class { $number }
class-upper-moon = upper moon
class-lower-moon = lower moon
# The outer of two circles.
class-ring = ring
class-disc = disc
# Of a spiral.
class-first-arm = first arm
class-second-arm = second arm
# A cloud of points.
class-left = left
class-right = right
class-top = top
class-t-shirt = T-shirt
class-trouser = trouser
class-pullover = pullover
class-dress = dress
class-coat = coat
class-sandal = sandal
class-shirt = shirt
class-sneaker = sneaker
class-bag = bag
class-boot = boot
class-airplane = airplane
class-automobile = automobile
class-bird = bird
class-cat = cat
class-deer = deer
class-dog = dog
class-frog = frog
class-horse = horse
class-ship = ship
class-truck = truck
class-apple = apple
class-aquarium-fish = aquarium fish
class-baby = baby
class-bear = bear
class-beaver = beaver
class-bed = bed
class-bee = bee
class-beetle = beetle
class-bicycle = bicycle
class-bottle = bottle
class-bowl = bowl
class-boy = boy
class-bridge = bridge
class-bus = bus
class-butterfly = butterfly
class-camel = camel
# Of food or drink.
class-can = can
class-castle = castle
class-caterpillar = caterpillar
class-cattle = cattle
class-chair = chair
class-chimpanzee = chimpanzee
class-clock = clock
class-cloud = cloud
class-cockroach = cockroach
class-couch = couch
class-crab = crab
class-crocodile = crocodile
class-cup = cup
class-dinosaur = dinosaur
class-dolphin = dolphin
class-elephant = elephant
class-flatfish = flatfish
class-forest = forest
class-fox = fox
class-girl = girl
class-hamster = hamster
class-house = house
class-kangaroo = kangaroo
class-keyboard = keyboard
class-lamp = lamp
class-lawn-mower = lawn mower
class-leopard = leopard
class-lion = lion
class-lizard = lizard
class-lobster = lobster
class-man = man
class-maple-tree = maple tree
class-motorcycle = motorcycle
class-mountain = mountain
# The animal.
class-mouse = mouse
class-mushroom = mushroom
class-oak-tree = oak tree
# The fruit.
class-orange = orange
class-orchid = orchid
class-otter = otter
class-palm-tree = palm tree
class-pear = pear
class-pickup-truck = pickup truck
class-pine-tree = pine tree
# A landscape.
class-plain = plain
class-plate = plate
class-poppy = poppy
class-porcupine = porcupine
class-possum = possum
class-rabbit = rabbit
class-raccoon = raccoon
# The fish.
class-ray = ray
class-road = road
class-rocket = rocket
class-rose = rose
class-sea = sea
# The animal.
class-seal = seal
class-shark = shark
class-shrew = shrew
class-skunk = skunk
class-skyscraper = skyscraper
class-snail = snail
class-snake = snake
class-spider = spider
class-squirrel = squirrel
class-streetcar = streetcar
class-sunflower = sunflower
class-sweet-pepper = sweet pepper
class-table = table
# The vehicle.
class-tank = tank
class-telephone = telephone
class-television = television
class-tiger = tiger
class-tractor = tractor
class-train = train
class-trout = trout
class-tulip = tulip
class-turtle = turtle
class-wardrobe = wardrobe
class-whale = whale
class-willow-tree = willow tree
class-wolf = wolf
class-woman = woman
class-worm = worm
# A fish.
class-tench = tench
class-english-springer = English springer
class-cassette-player = cassette player
class-chain-saw = chain saw
class-church = church
class-french-horn = French horn
class-garbage-truck = garbage truck
class-gas-pump = gas pump
class-golf-ball = golf ball
class-parachute = parachute

## One's own things: drawings, pictures, points, training sets, weights

own = Try it with something of your own
own-stays = Everything here is read by your browser and stays in it: nothing is sent anywhere.
# The parts of the panel.
own-tab-draw = Draw
own-tab-pictures = Pictures
own-tab-points = Points
own-tab-training = Training set
own-tab-weights = Weights
own-choose = Choose files
own-busy = A run is on: stop it or wait for its end, then train on your own samples.
own-reading = Reading…
own-asking = Asking the network…
own-no-network = There is no network to ask: press Train, or open a file of weights. The answer then appears here by itself. The weights of runs of an earlier visit are not kept.
own-network-run = Asked: the network of this run, after { $step } { $step ->
    [one] training step
   *[other] training steps
}.
# $network is the name of one of the transfer's networks.
own-network-role = Asked: the { $network } network of this run.
own-network-file = Asked: the network of { $name }.
own-network-page = Asked: the { $network } network for handwritten digits that comes with the page, because no trained one is at hand (the weights of runs of an earlier visit are not kept). Once you have trained one, yours is asked.
own-ready = Which network is asked
own-attack = { $method }, ε { $epsilon }
own-says-one = { $outcome ->
    [kept] It says { $before }, and stays with it under attack ({ $attack }).
   *[changed] It says { $before }. Under attack ({ $attack }) it says { $after }.
}
own-says-several = The attack ({ $attack }) changes { $changed } of { $of } answers.
own-says-tested = On { $n } test samples it is right for { $clean }, and under attack ({ $attack }) for { $robust }.
# How a drawing gets the form of a data set.
own-fit-digits = Your drawing is cut out, scaled so that it fills the 8 × 8 field, and put in its middle, as in this data set.
own-fit-mnist = Your drawing is cut out, scaled into 20 × 20 of 28 × 28 pixels, and its centre of mass is put in the middle, as in this data set.
own-fit-fashion-mnist = Your drawing is cut out, scaled until its longest side fills 28 pixels, and put in the middle, as in this data set of clothes: draw a shoe, a shirt, a bag.
own-fit-other = Your drawing is cut out, scaled until its longest side fills the picture, and put in the middle.
own-draw-plane = The network takes points, which are set under Points, and no drawings. Choose a data set of pictures to draw.
own-draw-first = Draw something: the network answers as soon as you lift the pen.
own-sheet = Sheet to draw on
own-sheet-keys = By keys: arrows move the cross, Space makes a dot, Shift and an arrow draw a line.
own-seen = What the network sees
own-stays-answer = the answer stays
own-changes-answer = the answer changes
own-tools = Tools
own-pen = Pen
own-eraser = Eraser
own-undo = Undo
own-clear = Clear
own-pictures-drop = Drop pictures anywhere on the page (PNG, JPEG, WebP), or choose some.
own-pictures-choose = Choose pictures
own-pictures-how = The largest square in the middle of each is scaled to { $shape }.
own-pictures-black = Where the rim is bright, black and white are exchanged, because this data set shows bright things on black.
own-pictures-left = The first { $shown } are shown, { $left } more are left out.
own-pictures-first = Drop a picture to see what the network says of it, and how little it takes to change its mind.
own-plane = Plane to set points on
own-plane-keys = Click to set a point, drag to move it. By keys: arrows move the cross, Space sets or takes up a point, Shift and an arrow move it, Delete deletes it.
own-class = Class of the next points
own-class-name = Class { $letter }
own-point-delete = Delete point
own-points-count = { $points ->
    [one] 1 point
   *[other] { $points } points
} in { $classes ->
    [one] 1 class
   *[other] { $classes } classes
}.
own-points-need = Set at least { $least } points of two or three classes each: every fifth is kept for the test.
own-points-train = Train on these points
own-training-drop = Drop a folder or a zip with one folder of pictures for each class, such as cats and dogs.
own-training-folder = Choose a folder
own-training-files = Choose a zip or data files
own-training-limits = From { $fewest } to { $most } classes with at least { $least } pictures each, { $pictures } pictures in all, each up to 20 MB. Every fifth picture of a class is kept for the test.
own-training-official = The files of MNIST, Fashion-MNIST and CIFAR, as their makers publish them, work too: train-images-idx3-ubyte.gz and the other three together, or data_batch_1.bin to test_batch.bin.
own-training-found = What was found
own-training-class = Class
own-training-pictures = Pictures
own-training-form-label = Form of the samples
own-training-form = { $colour ->
    [colour] Colour
   *[grey] Grey
}, { $height } × { $width }
own-training-start = Train on these pictures
own-training-progress = { $done } of { $of } pictures read
own-weights-drop = Drop a .safetensors or .pth file: of a run of this program, or of a PyTorch network in one of the known forms.
own-weights-choose = Choose weights
own-weights-how = The network is recognised by the names and shapes of its tensors. Where several data sets fit, the one that is chosen above is taken. Of a .pth file its state dict is read, also inside a checkpoint; no code in it is run.
own-weights-are = { $name } is a { $network } with { $parameters } parameters, for { $data }.
own-weights-forget = Ask the network of the run again
own-weights-no-test = There are no test samples of { $data } here: bring its files along under Training set, or draw or drop a picture to attack.
own-weights-empty = The file holds no tensors.
own-weights-unknown = The file holds { $tensors } tensors, such as { $name } of shape { $shape }, that fit none of the known networks: choose above the network and the data that they are for, and open the file again.
own-network-gone = This network is not kept any more: train again, or open its weights again.
own-incomplete = What was brought along arrived incomplete: try it again.
own-device-failed = The network could not be asked: { $reason }.
own-files-here = { $data } is here with { $train } training and { $test } test samples; how many a run uses is set under More.
# $missing says which half there is none of.
own-files-half = Of { $data } only one half is here: bring the files { $missing ->
    [train] for training
   *[test] for the test
} along too.
own-problem-picture = { $name } can't be read as a picture: save it as PNG, JPEG or WebP.
own-problem-no-pictures = There are no pictures in it: give PNG, JPEG or WebP files, in one folder for each class to train on them.
own-problem-too-large = { $name } is larger than { $limit } MB, the most that the page reads.
own-problem-too-many = These are { $found }, and the page takes at most { $limit }: leave some out.
own-problem-classes = { $found ->
    [one] There is 1 class
   *[other] There are { $found } classes
}, and a training set has 2 to 10: give each class a folder of its own.
own-problem-few = The class { $class } has { $found } { $found ->
    [one] sample
   *[other] samples
}, and each needs at least { $least }.
own-problem-zip = The zip { $name } can't be read ({ $reason }): pack it again without a password, in the usual way.
own-problem-bomb = The zip { $name } holds more than it says or than { $limit } MB: it was not unpacked.
own-problem-traversal = The zip { $name } has the path { $path }, which leads out of it: it was not unpacked.
data-error-no-labels = The labels that belong to { $name } are missing: give both files together.
data-error-no-images = The images that belong to { $name } are missing: give both files together.
data-error-mixed = { $name } belongs to another data set than the files before it: give those of one set.
data-error-unknown-set = { $name } is of no data set that is known: give the files of MNIST, Fashion-MNIST, CIFAR-10 or CIFAR-100 as their makers publish them.
data-error-record = The data file { $name } is damaged at byte { $offset }: a record of { $size } bytes ends after { $found }; get it anew.

## Files and links

busy-to-open = A run is going: stop or reset it, then open the file.
busy-to-link = A run is going: stop or reset it, then open the link again.
file-cut-off = { $name } ends in the middle, at line { $line }, column { $column }: copy or export it again. Nothing was changed.
file-no-json = { $name } is not JSON (line { $line }, column { $column }): open a report.json or an .experiment.toml. Nothing was changed.
# $what is the mistake, in the words of the program that reads JSON.
file-mistake = { $name } has a mistake at line { $line }: { $what }. Mend that line and open it again. Nothing was changed.
file-neither = { $name } is neither a report nor an experiment of Layerlab: open a report.json or an .experiment.toml.
file-unsound = { $name } can’t be used. { $error } Nothing was changed.
file-too-large = { $name } is larger than 32 MB, and reports are far smaller: open a report.json or an .experiment.toml.
file-unreadable = The browser could not read { $name }: check that it still exists, and open it again.
opened-experiment = Opened the experiment { $name }. Press Train to run it.
opened-report = Opened { $name }.
link-version = The link has version “{ $version }”, and this page reads version { $supported }: the default set-up is shown instead.
# $problems lists the messages below.
link-broken = In the link, { $problems }.
link-broken-key = “{ $key }” is not known here
link-broken-value = “{ $key }” is “{ $value }”, but should be { $give } ({ $instead } is used instead)
# What the value of a property should be ($give above).
expected-positive = a whole number, 1 or above
expected-whole = a whole number, 0 or above
expected-distance = a number, 0 or above, such as 0.1
expected-share = a share from 0 to 1, such as 0.01
expected-rate = a number above 0, such as 0.05
expected-momentum = a number from 0 to below 1, such as 0.9
expected-some-of = some of { $names }, with dots between them
expected-cut = 0 to { $layers }
expected-cuts = numbers of layers with dots between them, such as 2.3
expected-widths-list = whole numbers with - between them, such as 64-64-64
expected-widths-three = three whole numbers for a cnn, such as 16-32-64
expected-widths-stages = channels of each stage, convolutions per stage and a width, such as 8-16-32-2-32
expected-widths-fixed = left out: this network has its usual widths
expected-phases = phases such as 2-clean-clean
expected-attacks = names of attacks such as fgsm,square
expected-blocks = every, none, or names of blocks such as conv1-2.conv3-4
expected-table = a table as in a file, such as { $example }

## Mistakes in an experiment
##
## Keys such as data.train are those of the file; figures are written as in the file.

experiment-error-version = The experiment has version { $found }, but this program reads version { $supported }; export it again, or use the program that wrote it.
experiment-error-phases-beside-protocol = The experiment has both phases and a protocol: leave the phases out, the protocol says what is trained.
experiment-error-rest-outside = protocol.rest has a cut with { $rest } layers in f_b, but with this network it can have 1 to { $most }.
experiment-error-no-blocks = The network has no block of two or more layers that one layer could stand for: take kind = "block-cnn", "vgg", or an mlp with two or more hidden layers.
experiment-error-cut-inside-block = protocol.parents has a semirobust network with { $rest } layers in f_b, which cuts the block { $block } in two: move the cut to its edge, or leave the block out.
experiment-error-distillation-needs-pgd = protocol.schemes has distillation for a robust parent, which goes with defence pgd only: leave the defence out, or distillation.
experiment-error-few-per-class = protocol.measure.samples is { $asked }, but dependencies are measured within each class: give { $least } or more, or 0 to leave γ and ρ out.
# $network is a kind of network, $shape is channels × height × width.
experiment-error-network-does-not-fit = The network { $network } does not fit samples of shape { $shape }: { $network ->
    [mlp] give widths of 1 to 65536
    [block-cnn] every stage halves an image's sides, so use fewer of them, or kind = "mlp" for points of the plane; and widths of at least 1
    [alexnet] it takes images of 32 or more pixels a side; use kind = "cnn" for smaller ones, and a width of at least 1
    [vgg] it has a depth of 11, 13, 16 or 19 and takes images of 32 or more pixels a side; use kind = "cnn" for smaller ones
    [resnet] it has a depth of 18, 34 or 50 and takes images; use kind = "mlp" for points of the plane
    [preact-resnet] it has a depth of 18 and takes images; use kind = "mlp" for points of the plane
    [wide-resnet] it has a depth of 6 n + 4, such as 34, and takes images; use kind = "mlp" for points of the plane
    [vit] it takes images whose sides its patch divides, and its heads must divide its dim; use kind = "mlp" for points of the plane
   *[cnn] use kind = "mlp" for points of the plane, and widths of at least 1
 }.
experiment-error-network-does-not-fit-data = The network { $network } does not fit the data { $data } (samples of shape { $shape }): { $network ->
    [mlp] give widths of 1 to 65536
    [block-cnn] every stage halves an image's sides, so use fewer of them, or kind = "mlp" for points of the plane; and widths of at least 1
    [alexnet] it takes images of 32 or more pixels a side; use kind = "cnn" for smaller ones, and a width of at least 1
    [vgg] it has a depth of 11, 13, 16 or 19 and takes images of 32 or more pixels a side; use kind = "cnn" for smaller ones
    [resnet] it has a depth of 18, 34 or 50 and takes images; use kind = "mlp" for points of the plane
    [preact-resnet] it has a depth of 18 and takes images; use kind = "mlp" for points of the plane
    [wide-resnet] it has a depth of 6 n + 4, such as 34, and takes images; use kind = "mlp" for points of the plane
    [vit] it takes images whose sides its patch divides, and its heads must divide its dim; use kind = "mlp" for points of the plane
   *[cnn] use kind = "mlp" for points of the plane, and widths of at least 1
 }.
experiment-error-channels = { $key } has { $found } numbers, but the samples of { $data } have { $channels } channels: give one number for each.
experiment-error-samples = { $key } is { $asked }, but { $data } has { $available } such samples here: ask for 1 to { $available }.
experiment-error-not-bundled = Of { $data }, { $train } training and { $test } test samples come with the program, but the experiment asks for { $asked_train } and { $asked_test }: get the whole set with `layerlab data fetch { $data }` and run it with the binary.
experiment-error-own-data-missing = The { $samples } samples are somebody's own, and no file or link holds them: bring them along again (their digest begins with { $digest }), or choose a data set.
experiment-error-cut-outside = cut is { $cut }, but the chain has { $layers } layers: give a position from 0 to { $layers } (0: everything is f_b; { $layers }: everything is f_a).
experiment-error-layer-modes = Phase { $phase } gives modes for { $found ->
    [one] one layer
   *[other] { $found } layers
 }, and the network has { $layers }: give one mode for each, from input to output.
experiment-error-nothing-trains = In phase { $phase } every layer is frozen, so nothing would train: make front or rest clean or adversarial, or move the cut.
# $blocks lists them, or is none.
experiment-error-no-block = { $asked } is no block of the network; its blocks are { $blocks ->
    [none] none, since it has no two layers of one kind in a row without a change of resolution
   *[some] { $blocks }; at least two layers in a row of one of them do as well
 }.
experiment-error-no-block-of-layers = Layers { $first } to { $last } are no block of the network; its blocks are { $blocks ->
    [none] none, since it has no two layers of one kind in a row without a change of resolution
   *[some] { $blocks }; at least two layers in a row of one of them do as well
 }.
experiment-error-no-block-number = The network has no block of number { $number }; its blocks are { $blocks }.
experiment-error-block-elsewhere = { $block } (layers { $first } to { $last }) is no block of the network: { $there } is there.
experiment-error-blocks-overlap = The blocks { $first } and { $second } share a layer: compress one of them, or parts that lie apart.
# $kind is what the block is made of.
experiment-error-no-such-weights = The initialisation { $how } has no meaning for { $block }, a block of { $kind ->
    [encoder] encoder blocks: use random, first, last or mean
   *[residual] residual blocks: use random, random-matched, first, last or mean, or least-squares
 }.
experiment-error-too-many-unknowns = least-squares would solve for { $unknowns } weights per channel of { $block }, and can for at most { $most }: take the kernel same, or another initialisation.
experiment-error-no-epochs = phases has no training: add one with epochs of 1 or above.
experiment-error-no-bounds-of-batch = { $layer } has batch normalisation, whose statistics have no bounds: take a network without it, or another defence than ibp.
experiment-error-single-sample = With { $train } training samples in batches of { $batch_size }, a batch has a single sample, and the batch normalisation of { $layer } can't take the variance of one value: choose numbers that leave no batch of one.
experiment-error-out-of-range = { $key } is { $value }: give { $range ->
    [attack-count] a whole number from 1 to 1,000,000
    [above-zero] a number above 0
    [distance] a distance: 0 or above, such as 0.1 (pixel values run from 0 to 1)
    [one-start] 1, because training, curves and layers are attacked from one start
    [beyond-training] at most as many as the training split has beyond data.train
    [channel-means] numbers, such as the mean of each channel
    [channel-deviations] numbers above 0, such as 0.25
    [attack-samples] from 1 to data.test, or leave it out for all
    [warm-up] a number of epochs, at most as many as every adversarial phase has
    [learning-rate] a number above 0, such as 0.05 for sgd or 0.001 for adam
    [momentum] a number from 0 to below 1, such as 0.9
    [weight-decay] a number, 0 or above, such as 0.0005
    [schedule-factor] a number above 0, such as 0.1
    [schedule-peak] a share of the phase between 0 and 1, such as 0.4
    [trades-beta] a number, 0 or above, such as 6
    [no-flip] false: points of the plane have no left and right side
    [pad] from 0 to 32 pixels on each edge of an image, and 0 for points
    [crop] 0, or for images a number of pixels below their height
    [rests] a list of cuts, such as [1, 2]: how many layers f_b has
    [pairs] a number by which protocol.trials can be divided, for each pair serves as many trials; for points of the plane, which differ from trial to trial, leave it out
    [tolerance] a share from 0 to 1, such as 0.01
    [selection-samples] above 0 with protocol.selection = "validation": epochs are chosen on those samples
    [measured-samples] at most data.test
    [reader-samples] from 1 to data.train: readers are fitted on that many samples
    [permutations] 20 or above: no dependency is shown without its null
    [block-groups] lists of blocks, such as [[1], [2, 3]], or nothing: then every block is compressed alone
    [groups-once] such as [[1], [2], [1, 2]], each group once
    [groups-of-transfer] groups of blocks on one side of the cut, where schemes has transfer
    [initialisations-once] such as ["random", "collapse"], each once
    [schemes-once] such as ["none", "global"], each once
    [schemes-of-parents] schemes that every parent has some of: transfer is for semirobust parents alone
    [parents-once] such as ["clean", "adversarial"], each once
    [epochs-for-halves] 2 or above: distill+global and transfer need some for each half
    [triage-validation] above 0: a triage looks at those samples on the way, so that test samples are seen only at the end
    [distill-alpha] a share from 0 to 1, such as 0.1
    [distill-temperature] a number above 0, such as 4
    [cheap-samples] at most data.test and data.train
    [own-classes] 2 to 10 classes
    [own-samples] 1 to 10000 samples for training and test together
    [share] a share from 0 to 1
    [noise-strengths] strengths of noise from 0 to 10, relative to the standard deviation of what the front hands on
    [cheap-noise] a share of the weights' standard deviation, such as 0.5
    [cheap-change] a share of the weights' length, such as 0.1
    [least-squares-batches] at most the batches of an epoch: least squares are fitted on that many
   *[from-one] a whole number, 1 or above
 }.
# $error is one of attack-error-….
experiment-error-attack = { $key }: { $error }
experiment-error-no-gradient-steps = { $key }.kind is { $method }, but training, curves and the measures of layers take gradient steps: give one of { $methods }, and list { $method } under evaluation.attacks.
attack-error-too-few-classes = { $attack } needs at least { $fewest } classes, but the network tells { $classes } apart; use apgd-ce instead.
attack-error-other-norm = { $attack } is an attack in { $norm } only; give it the norm { $norm }.
attack-error-no-restarts = { $attack } would find the same { $restarts } times, because it draws nothing at random; give it 1 restart.
attack-error-setting = { $key } of { $attack } is { $value }: give { $range ->
    [attack-count] a whole number from 1 to 1,000,000
    [above-zero] a number above 0
    [distance] a distance: 0 or above, such as 0.1 (pixel values run from 0 to 1)
   *[from-one] a whole number, 1 or above
 }.
# Both are numbers of clean samples.
attack-error-logits-not-finite = The network gives NaN for { $samples } of { $of } clean samples, so that no attack on it means anything: use weights from before the training diverged, or inputs as it was trained on.
attack-error-other-evaluation = The evaluation to go on with has other samples or attacks; start it anew.

## Failed runs
##
## The first sentence says what happened, the one of the same name with -mend what to do.

# $loss is NaN or inf.
failure-loss-not-finite = The loss became { $loss } at training step { $step } (phase { $phase }), so training stopped there.
failure-loss-not-finite-mend = The last good weights are kept; lower the learning rate, and train again.
failure-activations-not-finite = The device failed: the activations of a layer are not finite.
# $reason is what the driver or the browser said.
failure-device-failed = The device failed: { $reason }.
failure-device-failed-mend = The last weights are kept; go on with the CPU.
failure-no-gpu = The browser's GPU can't be used ({ $reason }).
failure-gpu-mend = Go on with the CPU.
# $how is a way to get first weights.
run-error-no-batches = { $how ->
    [reconstruction-error] The reconstruction error
   *[other] { $how }
 } needs training samples, but got no batch of them: give it at least one.
run-error-stopped = The run was stopped.
run-error-stage-missing = The checkpoint lacks the networks of the stages before it: start the run anew.
data-error-unreadable = The data file { $name } could not be read ({ $reason }); check the connection or the file, and try again.
data-error-unanswered = The data file { $name } could not be read (the server answered { $status }); check the connection or the file, and try again.
data-error-no-connection = The data file { $name } could not be read (the connection failed); check the connection or the file, and try again.
data-error-no-weights-here = A page does not read { $name }, the file of the parent: run this experiment with the binary (layerlab run), or leave protocol.parent out.
data-error-gzip = The data file { $name } is damaged at byte { $offset }: its gzip stream breaks ({ $reason }); get it anew.
data-error-header = The data file { $name } is damaged at byte { $offset }: its header of { $size } bytes is cut short; get it anew.
data-error-start = The data file { $name } is damaged at byte 0: it starts with { $found } instead of { $expected }; get it anew.
data-error-too-many-values = The data file { $name } is damaged at byte 4: its header promises { $shape } values, which is too much; get it anew.
data-error-values = The data file { $name } is damaged at byte { $offset }: its header promises { $shape } values, but { $found ->
    [more] more
   *[other] { $found }
 } follow; get it anew.
data-error-images = The data file { $name } is damaged at byte 8: its images are { $found } instead of { $expected }; get it anew.
data-error-labels = The data file { $name } is damaged at byte 4: { $labels } labels for { $images } images; get it anew.
# Some sets have two labels for each image.
data-error-label = The data file { $name } is damaged at byte { $offset }: { $kind ->
    [coarse] coarse label
    [fine] fine label
   *[only] label
 } { $label } of { $classes } classes; get it anew.
weights-error-unreadable = The weights are not a complete { $format } file ({ $reason }); use the file as it was written.
weights-error-old-pytorch = The weights have the form of PyTorch before 1.6, which the page does not read: write them anew in Python with torch.save(torch.load("old.pth", weights_only=True), "new.pth"), or as safetensors.
weights-error-pytorch-object = The weights are inside an object, such as a whole model, which only Python can make again: save them with torch.save(model.state_dict(), "weights.pth").
# Each of the numbers stands before the names.
weights-error-misfit = The weights do not fit the network: of its tensors { $matched } fit{ $missing ->
    [0] {""}
    [one] , 1 is missing ({ $missing_names })
   *[other] , { $missing } are missing ({ $missing_names })
 }{ $misshaped ->
    [0] {""}
    [one] , 1 is of another shape or type ({ $misshaped_names })
   *[other] , { $misshaped } are of another shape or type ({ $misshaped_names })
 }{ $extra ->
    [0] {""}
    [one] , 1 is extra ({ $extra_names })
   *[other] , { $extra } are extra ({ $extra_names })
 }{ $ignored ->
    [0] {""}
    [one] , 1 is ignored ({ $ignored_names })
   *[other] , { $ignored } are ignored ({ $ignored_names })
 }; { $advice ->
    [reparametrised] it holds parts of weights, as of spectral normalisation: take them out in PyTorch with torch.nn.utils.parametrize.remove_parametrizations, or remove_spectral_norm, and save the weights again.
   *[none] use weights of the same network.
 }
weights-error-not-finite = { $count ->
    [one] The tensor { $names } holds
   *[other] The tensors { $names } hold
 } NaN or an infinity: the training had diverged, or the file is damaged; use weights from before.
weights-misshaped = { $name } is { $found } instead of { $expected }
# The end of a list that is cut short.
list-more = { $names } and { $more } more
dependency-error-shape = Activations of shape { $shape }: give [N, D], [N, C, L] or [N, C, H, W] with nothing of size 0.
dependency-error-length = { $values } values don't fill the shape { $shape }: give as many as the product of its sizes.
dependency-error-not-finite = Row { $row } holds a value that is NaN or infinite at position { $position }: give finite activations.
dependency-error-rows = { $parent } rows on one side and { $child } on the other: give the activations of the same samples.
dependency-error-labels = { $labels } labels for { $rows } rows: give one for each row.
dependency-error-nulls = A null of { $nulls } permutations says little: ask for at least { $least }.
dependency-error-classes = { $measure } needs a class of at least { $least } rows, and the largest has { $largest }: give more samples.
dependency-error-large = { $measure } can't compare { $rows } rows of one class pair by pair: give at most { $most }, for example a random part.
dependency-error-stopped = The measurement was stopped.

## Warnings: what to keep in mind about figures
##
## They stand beside a result in the page and after it in the binary.

warning-collapsed = The network gives every sample the same answer: it has collapsed. Train it for longer, or with a lower learning rate, another seed or batch normalisation.
warning-collapsed-behind-front = The network gives every sample the same answer: it has collapsed. A front that is trained against attacks while the rest stays clean can find that saying nothing is safer than being attacked. Give it some clean epochs first, move the cut towards the output, or lower the learning rate or ε.
warning-catastrophic-overfitting = Catastrophic overfitting: on its training samples the network withstands the one-step attack it trains with, but falls to PGD with ten steps ({ $one_step } % against { $iterated } %, n = { $n }, step { $step }). Lower the step size or ε, or give the training attack more steps.
warning-optimizer-restarted = The run went on from step { $step } with its weights, but its momentum started anew; the figures differ a little from an uninterrupted run.
# $parent is clean, adversarial or semirobust-N.
warning-experiment-edited = From step { $step } on the experiment was another one: { $changes }. The figures belong to neither of the two alone.
warning-parent-not-trained = In trial { $trial } the { $parent } parent gives every sample the same answer: it has not learned, so its triage says nothing. Give it more epochs, batch normalisation, another learning rate or a smaller ε.
warning-random-logits = The network is random: it gives the same samples different logits. The attacks here don’t average over its randomness, so the true accuracy is lower; make it deterministic or attack it with expectation over transformation.
warning-probability-outputs = The network’s outputs look like probabilities, not logits: the difference of logits ratio and the gradients suffer from that. Leave the soft-max out.
warning-zero-gradients = { $zero } of { $samples } samples have a gradient of exactly zero at the start, so that attacks by gradients are blind there: the gradients are masked, or the logits so large that the cross-entropy is rounded away.
warning-no-targeted-ratio = With { $classes } classes the targeted ratio is not defined: APGD climbs the cross-entropy a second time instead.
warning-few-targets = With { $classes } classes the targeted attacks aim at { $targets } of them instead of 9.
warning-square-beats-gradients = Square, which uses no gradients, broke { $broken } of { $samples } samples that the attacks by gradients had not: the gradients mislead, and the true accuracy may be lower still.

## Files of other versions, and long times

# $age says whether the file is older or newer than the program.
file-other-version = { $name } can’t be opened: it has version { $found } of the format, but this program reads version { $supported }; { $age ->
    [older] make it anew with this program, or use the program that wrote it
   *[newer] use a newer version of this program
 }. Nothing was changed.
duration-hours = about { $hours } h
duration-days = about { $days } days
duration-weeks = about { $weeks } weeks
duration-months = about { $months } months
duration-years = about { $years } years
duration-unknown = an unknown time

## Learning: the menu, the view, the panel of a lesson, the glossary

learn = Learn
learn-lessons = Lessons
learn-new = 5 to 10 minutes
learn-step = step { $step } of { $steps }
learn-over = done
view = How much is shown
view-simple = Simple
view-full = Full
view-says = Full adds margins, dependencies, claims, the audit and expert settings.
view-forced = The lesson that is on needs the full view.
view-simple-says = This is the simple view: margins γ, dependencies ρ, claims, audits and expert settings are hidden.
view-show-all = Show everything
status-terms = Words:{ " " }
busy-to-set-up = A run is going: stop it or wait for its end, then press the button again.
lesson-where = Lesson, step { $step } of { $steps }
lesson-fold = Show or hide the text
lesson-leave = Leave the lesson
lesson-steps = Steps of the lesson
lesson-dot = Step { $step }: { $title }{ $done ->
    [yes] , done
   *[no] {""}
 }
lesson-needs-full = This lesson needs the full view, so it is on until you leave the lesson.
lesson-set-up = Set this up for me
lesson-set-up-quick = To be quick, lessons train on fewer images and measure with fewer steps than the page at its opening: compare their figures with each other.
lesson-tasks = To do
lesson-task-done = (done)
lesson-task-said = Done: { $task }
lesson-terms = Words:
lesson-back = Back
lesson-next = Next
lesson-next-lesson = Next lesson
lesson-end = Finish
lesson-restart = Forget my progress in this lesson
lesson-seen = What you have seen
lesson-seen-nothing = The figures of your own runs stand here. This visit has no runs yet that this lesson can compare: go back to a step, run it, and they appear.
lesson-handout = Three questions to hand out
handout-lesson = To the lesson
handout-answers = With answers
handout-print = Print
handout-on = Figures in the answers are means over ten trials on 1,000 test images of Fashion-MNIST with ε = 0.1 in L∞, where nothing else is said. Your own runs are shorter and will differ.
glossary = Glossary
glossary-hint = Every term of the page, with a picture
glossary-search = Search
glossary-found = { $terms ->
    [0] no term found
    [one] 1 term
   *[other] { $terms } terms
 }
glossary-formula = Formula
glossary-all = All terms
# What the runs of a lesson have shown.
seen-example = { $attack }: right on { $clean } of { $n } images as they are, and on { $robust } once attacked.
seen-training = ε { $epsilon }: clean accuracy { $clean_before } → { $clean } ({ $clean_change } points), under attack { $robust_before } → { $robust } ({ $robust_change } points).
seen-training-alone = ε { $epsilon }: { $clean } clean, { $robust } under attack. No normal network met this attack, so there is nothing to compare with.
seen-training-time = A training step took { $normal } ms for the normal network and { $robust } ms for the robust one, evaluations included.
seen-half = { $rest ->
    [1] Last layer clean
   *[other] Last { $rest } layers clean
 }, all under attack: fully robust { $robust }, semirobust { $swapped }, fine-tuned { $tuned }. The same fine-tuning behind a clean front: { $control }. So the robust front adds { $adds } points.
seen-dependency = { $parent } → { $child }, { $measure }: { $rho }, by chance { $null }: { $above ->
    [yes] more than chance gives
   *[no] no more than chance gives
 }.
seen-triage = { $fold }: { $before } points { $before_interval } as it is, { $after } { $after_interval } with the whole network trained.
seen-compressed = { $fold }, { $trained ->
    [yes] whole network trained
   *[no] as it is
 }: clean { $clean } points { $clean_interval }, under attack { $robust } { $robust_interval }.
seen-apart = Not all of the intervals overlap: some blocks are told apart here, in this one trial.

## Lesson: what an adversarial example is

lesson-example = What is an adversarial example?
lesson-example-goal = You train an ordinary network, then look at images that were changed so little that you would hardly notice, and see what the network makes of them.
lesson-example-network = Train an ordinary network
lesson-example-network-says = The boxes are the layers of a small network that learns to tell shirts from shoes. All of them learn from clean images here: photographs as they are, nobody tries to fool anyone.

 Press the button below, then Train. While it learns, watch the two curves: one is accuracy on clean images, the other on attacked ones.
lesson-example-network-task-trained = A network was trained on clean images alone
lesson-example-fooled = Find an image that fools it
lesson-example-fooled-says = Below the stage, each row is one image: as it is, what the attack adds (magnified), and the attacked image. Beside it stands what the network says before and after.

 Press a row where the first answer is right and the second one wrong. It moves up to the stage: look at how the bars of the answer change.
lesson-example-fooled-task-wrong = You look at an image that is right when clean and wrong when attacked
lesson-example-weaker = Make the attack weaker
lesson-example-weaker-says = ε says how far the attack may change each pixel: 0.1 is a tenth of the way from black to white. Pull it down to 0.03 or less and train again.

 Before you press Train, guess: at a change that small, how many images will the network still get right?
lesson-example-weaker-task-epsilon = ε is at most 0.03
lesson-example-weaker-task-trained = A network was trained and attacked with that ε
lesson-example-shape = Another shape of change
lesson-example-shape-says = So far every pixel could change by ε, however many others did (the norm L∞). With L2 it is the length of the whole change that counts: a few pixels may change much, or all of them a little.

 The numbers of ε are not comparable between the two. Look at what the attack adds now, and compare it with the pictures you have in mind from before.
lesson-example-shape-task-norm = The attack is in the norm L2
lesson-example-shape-task-trained = A network was trained and attacked in that norm
lesson-example-seen-says = An adversarial example is a real image plus a small change that was searched for. Noise of the same size, drawn at random, does far less: it is the search that does the harm.
lesson-example-question-1 = Would you call the network broken? It gets most clean images right.
lesson-example-answer-1 = It depends on what is promised. Clean accuracy speaks for images like those it was tested on; it says nothing of images that somebody chose to be hard. A normal network keeps 84 % of clean images and 9 % under this attack: both figures are true, and they answer different questions.
lesson-example-question-2 = Why must one always say ε and the norm with an accuracy under attack?
lesson-example-answer-2 = Because they say what the attacker may do. With ε = 0 the accuracy under attack is the clean one; with a large enough ε one can turn any image into any other, and no network can withstand that. A figure without its ε and its norm cannot be compared with any other.
lesson-example-question-3 = The page says 9 % under PGD. Is the true figure higher or lower?
lesson-example-answer-3 = The true figure is at most that. An attack finds some of the changes that fool the network, and a better one may find more: under AutoAttack the same networks keep 7.5 % (100 images). Only a proof, a certificate, bounds it from the other side.

## Lesson: adversarial training and its price

lesson-training = Adversarial training and its price
lesson-training-goal = You train the same network twice, once on clean images and once on attacked ones, and find out what robustness costs.
lesson-training-normal = First a normal network
lesson-training-normal-says = You need something to compare with. This set-up trains all layers on clean images and attacks the result with ε = 0.1.

 If you come from the first lesson, you may have this network already.
lesson-training-normal-task-trained = A normal network was trained and attacked with ε of 0.05 or more
lesson-training-modes = Let every layer learn from attacks
lesson-training-modes-says = Adversarial training is simple to say: in each step, attack the images first, then learn from the attacked ones. Under the boxes you choose for each side of the cut how it learns.

 Set both sides to adversarial, or press the button. It also trains two epochs on clean images first, because a fresh network learns little from attacks.
lesson-training-modes-task-both = Front and rest are both set to adversarial
lesson-training-robust = Train the robust network
lesson-training-robust-says = Press Train. Each step now takes several passes through the network: a few to find the attack, and one to learn from it. Notice how much slower the steps go.

 When it has ended, compare both curves with those of the normal run. You can show and hide earlier runs in the list under the curves.
lesson-training-robust-task-trained = A robust network was trained with ε of 0.05 or more
lesson-training-stronger = A stronger attack
lesson-training-stronger-says = What if you want to withstand twice the change? Set ε to 0.2 and train once more.

 Guess first: what becomes of the accuracy on clean images? An attack with this ε may turn black into dark grey and white into light grey.
lesson-training-stronger-task-trained = A robust network was trained with ε of 0.15 or more
lesson-training-seen-says = Robustness is bought with time, and often with clean accuracy. Your networks are small and were trained for a short while, once each: brackets say how far the figures can be trusted over images, not over trainings.
lesson-training-question-1 = What does a robust network pay for its accuracy under attack?
lesson-training-answer-1 = Clean accuracy: 84 % for the normal network against 77 % for the robust one, which keeps 63 % under attack where the normal one keeps 9 %. And time: every training step needs the passes of the attack as well.
lesson-training-question-2 = Why does the training search for a new attack in every step, instead of making attacked images once?
lesson-training-answer-2 = An attack is made for the weights as they are. As soon as they change, it fits no longer, and the network would only have learned to withstand old attacks. Training minimises over weights what the attack maximises over changes, so both go on together.
lesson-training-question-3 = A colleague trains the robust network for three more epochs and gains two points. Was it their new trick?
lesson-training-answer-3 = Perhaps it was the three epochs. A robust network that simply trained on for 3.2 epochs rose from 62.9 to 65.3 %. Every comparison needs a network that had the same training without the trick: a control.

## Lesson: half a robust network

lesson-half = Does half a robust network make a robust whole?
lesson-half-goal = You put a clean rest behind a robust front, watch robustness fall, bring it back, and then ask who really brought it back.
lesson-half-cut = Cut the network
lesson-half-cut-says = The workflow “Watch robustness travel” does everything in one run: a normal network, a robust one, and then a mix. The dashed line is the cut: layers before it are the front f_a, layers after it the rest f_b.

 Drag the cut behind the first layer, or focus it and use the arrow keys. The button does it for you, with a short set-up.
lesson-half-cut-task-workflow = The workflow is “Watch robustness travel”
lesson-half-cut-task-first = The cut stands behind the first layer
lesson-half-fall = Swap, and see what falls
lesson-half-fall-says = Press Train and follow the steps above the stage. First a normal network is trained, then it is made robust. Then the front stays and the rest is swapped for that of the normal network: the semirobust network.

 Guess before it is there: how much of the robustness will be left?
lesson-half-fall-task-robust = The robust network was measured
lesson-half-fall-task-semirobust = The semirobust network was measured
lesson-half-tune = Bring it back
lesson-half-tune-says = Now the front is frozen, and only the rest learns, from attacked images. This is the paper’s idea: if the robustness of the front travels through the layers, a short fine-tuning of the rest should bring it back.

 Wait for the fifth step. Compare its figure with that of the robust network.
lesson-half-tune-task-transferred = The fine-tuned network was measured
lesson-half-control = Who brought it back?
lesson-half-control-says = The rest learned from attacked images. Could it have become robust by itself, with no robust front at all? The last step tries: the same rest, the same fine-tuning, behind a front that never saw an attack.

 Only the difference between the two is the work of the front. Read the sentence at the top when the run is over.
lesson-half-control-task-measured = The control, behind a clean front, was measured
lesson-half-short = Move the cut
lesson-half-short-says = Now leave only the last layer to the rest, and run all of it again. The rest can do much less by itself now.

 Will the control come as close as before?
lesson-half-short-task-last = Only the last layer is behind the cut
lesson-half-short-task-measured = This transfer and its control were measured
lesson-half-seen-says = This is one trial, on few images. In ten longer trials, the front added 34 points with one layer in the rest, 15 with two and 5 with three: what comes back behind a long rest is mostly the rest’s own doing.
lesson-half-question-1 = After fine-tuning, the network is as robust as the fully robust one. What may one conclude about the front?
lesson-half-answer-1 = By itself, nothing. With three layers in the rest, fine-tuning behind the robust front reaches 63 %, and the same fine-tuning behind a clean front 57 %. Only the difference, 5 points, is due to the front.
lesson-half-question-2 = With one layer in the rest the picture changes. How, and why?
lesson-half-answer-2 = Behind the robust front it reaches 65 %, behind the clean one 30 %. One linear layer can do little with features that an attack moves about: here the front is decisive.
lesson-half-question-3 = Suppose the fine-tuned network is better than the fully robust one. Has transfer beaten adversarial training?
lesson-half-answer-3 = It has been trained for longer. The robust network, trained for as many epochs more, gains 2.4 points; an advantage below that is no advantage. That network is another control, and it costs as much as everything else together.

## Lesson: which layers depend on which

lesson-dependency = Which layers depend on which, and what chance gives
lesson-dependency-goal = You measure how much neighbouring layers tell about each other, and find out how much of that number is there even when they tell each other nothing.
lesson-dependency-measure = Measure the bonds
lesson-dependency-measure-says = Robustness could travel from the front to the rest because each layer depends on the one before. ρ puts a number on that: how much the outputs of two neighbouring layers tell about each other, within each class, under attack.

 Run this transfer. It measures every pair of neighbours in each network, so it takes a while; the lowest track fills.
lesson-dependency-measure-task-full = Everything is shown
lesson-dependency-measure-task-measured = The pairs of a network were measured
lesson-dependency-chance = What chance gives
lesson-dependency-chance-says = Beside each ρ stands its null: the same measure after the rows of one layer were shuffled within their class. Nothing is left to tell then, so whatever the measure still says is its own bias.

 Choose EDGE, the measure of the paper. Compare each figure with the one beside it before you believe it. Faint lines are no more than chance gives.
lesson-dependency-chance-task-edge = The track shows EDGE, and pairs were measured
lesson-dependency-other = Ask another measure
lesson-dependency-other-says = KSG looks at nearest neighbours on a few main directions, and CKA compares which samples look alike in both layers. Both have a null too.

 Choose one of them. Do the measures agree on which bond is the strongest? Their units differ, so compare the order and not the size.
lesson-dependency-other-task-measure = The track shows another measure than EDGE
lesson-dependency-noise = Cut the bond
lesson-dependency-noise-says = A bond that is there need not carry anything. An intervention can tell: noise on what the front hands on lowers the dependency. If robustness travels through it, the margin under attack has to fall along with it.

 The chart “What if the rest depended less on the front?” shows both for your run.
lesson-dependency-noise-task-measured = A network with noise at the cut was measured
lesson-dependency-seen-says = These are figures of one network in one run. A value without its null says little, and a value above it says that layers hang together, not that robustness travels through them.
lesson-dependency-question-1 = A paper reports that two layers share 3.9 bits. What do you ask first?
lesson-dependency-answer-1 = How much the same measure gives for shuffled rows. In our runs EDGE between the two convolutions of the normal network is 3.90, and 3.89 after shuffling: nearly all of it is bias. It also cannot exceed the logarithm of the number of samples.
lesson-dependency-question-2 = “Dependency falls towards the output.” Is that true?
lesson-dependency-answer-2 = It is true of the values of EDGE and false of what they have above chance: the last pair is 0.165 bits higher above its null than the first. The null falls in the same way, because there are fewer neurons.
lesson-dependency-question-3 = KSG finds strong bonds between all layers. Does robustness travel through them?
lesson-dependency-answer-3 = That has to be tested by weakening them. With noise behind the first layer the margin collapses while KSG and CKA hardly move; before the first linear layer two fifths of InfoNCE are lost for a seventh of the margin. So none of these measures is what carries robustness there.

## Lesson: triage

lesson-triage = Triage: which block is critical?
lesson-triage-goal = You replace a block of layers by a single one, see how badly the network is hurt, treat it, and find out how much a single trial can say.
lesson-triage-fold = Fold a block
lesson-triage-fold-says = How important is a layer? Take it away and look. In a triage two or more neighbouring layers become one, with random weights, and everything else stays as it was.

 Press the button for the set-up, then press Fold under one of the blocks.
lesson-triage-fold-task-workflow = The workflow is “Compress blocks”
lesson-triage-fold-task-folded = A block is folded
lesson-triage-wound = How bad is it?
lesson-triage-wound-says = Press Train. The parent network is trained first, then your fold is measured as it is. The field in the table under the stage says by how many points accuracy changes.

 Brackets are 95 % intervals over the test images: with other images, the figure could be anywhere in there.
lesson-triage-wound-task-measured = A fold was measured as it is
lesson-triage-heal = Treat it
lesson-triage-heal-says = The next field shows the same fold after two epochs of training the whole network. That is the loss which remains: the criticality of the block.

 Is the wound still visible? The parent was trained for as long again, as a control, so that longer training alone does not count as healing.
lesson-triage-heal-task-measured = The fold was measured with the whole network trained
lesson-triage-every = Try every block
lesson-triage-every-says = Press “Fold each” and Train again: what is known already is not measured again. Then compare the columns.

 Be careful with the ranking. Where intervals overlap, this run does not tell the blocks apart; and these are intervals over images, not over trainings.
lesson-triage-every-task-all = At least two blocks are folded
lesson-triage-every-task-measured = At least two folds were measured with the whole network trained
lesson-triage-seen-says = Whether blocks differ depends on how the new layer begins and on how it is trained, and one trial cannot decide it. With ten trials and random first weights, blocks did differ after fine-tuning; with first weights by least squares they did not, to within a point.
lesson-triage-question-1 = Right after folding, the network guesses. Is the block therefore critical?
lesson-triage-answer-1 = No. With random first weights any block costs 69 to 73 points, because the new layer does nothing useful yet. With first weights by least squares the same folds cost 2 to 10 points. What remains after training is the better question.
lesson-triage-question-2 = After fine-tuning, block A loses 1.1 points [0.3, 1.8] and block C 2.7 [2.0, 3.4]. What do you say?
lesson-triage-answer-2 = These are our figures over ten trials, and a test over all blocks says that they differ (p < 0.001). With a single trial you would say nothing: at three blocks and a point of scatter, three trials find a true “no difference” in 6 of 100 cases, ten trials in 96.
lesson-triage-question-3 = Why is the parent trained for as many epochs as the folded network?
lesson-triage-answer-3 = Because more training alone may help. The parent goes from 87.5 to 87.9 % in three more epochs; without this control those points would be credited to the compression.

## Lesson: robust and compressed

lesson-compressed = Robust and compressed at once
lesson-compressed-goal = You fold the blocks of a robust network and look at two losses at once: do the blocks that carry accuracy also carry robustness?
lesson-compressed-parent = A robust parent
lesson-compressed-parent-says = Set up a robust parent: it learns from attacked images. The first weights of the new layers are fitted by least squares here, so that each begins as close to its block as it can.

 Press the button, then “Fold each”.
lesson-compressed-parent-task-robust = The parent is robust
lesson-compressed-parent-task-folded = At least two blocks are folded
lesson-compressed-both = Two losses
lesson-compressed-both-says = Press Train. Robust training takes longer than in the lesson before. Each field now has two halves that matter: the change in clean accuracy on the left, and under attack on the right.

 Guess which of them will be larger.
lesson-compressed-both-task-measured = At least two folds of the robust parent were measured
lesson-compressed-look = Look closely
lesson-compressed-look-says = Press a field of the table to read it in full. Then go along the row: is the block with the largest clean loss also the one with the largest loss under attack?
lesson-compressed-look-task-cell = You opened a field of the table
lesson-compressed-heal = Heal it
lesson-compressed-heal-says = Now let the whole network learn from attacked images for two epochs after each fold. The button keeps your parent and adds the fields.

 How much of the robustness is there again?
lesson-compressed-heal-task-measured = At least two folds were measured with the whole network trained
lesson-compressed-seen-says = One small network, one trial. In ten longer trials, folding the first block of a robust network cost far more under attack than without, and training the whole network brought it back.
lesson-compressed-question-1 = Are the blocks that carry accuracy the blocks that carry robustness?
lesson-compressed-answer-1 = Not in our runs. In a robust network, clean accuracy hardly tells the blocks apart (0.3 to 2.8 points as it is), and robustness does: folding the first block costs 12.7 points under attack, the middle one 5.7, the last one 3.6.
lesson-compressed-question-2 = You may train only the new layer after the fold. Is that enough?
lesson-compressed-answer-2 = For clean accuracy nearly: less than a point is missing. Under attack 6.8 points are still missing at the first block. Training the whole network on attacked images brings all of it back.
lesson-compressed-question-3 = You want to compress a network whose robust front others build upon. Which block do you leave alone?
lesson-compressed-answer-3 = The first one. Folded, repaired alone on attacked images and frozen, with the rest fine-tuned behind it, the network ends 4.5 points below the same transfer without a fold; a block of the rest costs less than a point.

## Terms of the glossary: the name, and two sentences

term-adversarial-example = Adversarial example
term-adversarial-example-says = A sample that was changed a little on purpose, so that the network gets it wrong. To a person it looks as before.
term-adversarial-training = Adversarial training
term-adversarial-training-says = In every step the samples are attacked first, and the network learns from the attacked ones. It becomes robust that way, and training takes several times longer.
term-attack = Attack
term-attack-says = A search for the change within ε that makes the network wrong. What it finds is an upper bound: a better attack may find more.
term-audit = Audit of the theorem
term-audit-says = A theorem promises a margin at the end if the front is robust and the layers depend on each other enough. The audit holds each of its premises against what was measured, and says whether the promise counts at all.
term-auto-attack = AutoAttack
term-auto-attack-says = Four different attacks in a row, without settings to choose, each on the samples that withstood the ones before. Accuracy under it is the usual figure for comparing networks.
term-batch = Batch
term-batch-says = The samples that the network looks at together before it changes its weights once. One such change is a training step.
term-block = Block
term-block-says = Neighbouring layers of one kind between two changes of resolution. In a triage a block is replaced by one layer.
term-certificate = Certificate and bracket
term-certificate-says = A certificate proves how far a margin can fall for any change within ε, while an attack shows how far it falls for one. The truth lies in the bracket between the two.
term-cka = CKA
term-cka-says = Centred kernel alignment: whether the same samples look alike in both layers, from 0 to 1. It does not change when a layer’s output is turned or scaled, and its debiased form is 0 on average by chance.
term-claim = Claim
term-claim-says = A statement of a paper, with the figure and the test that decide it. It is supported, refuted or undetermined, and with few trials mostly the last.
term-clean-accuracy = Clean accuracy
term-clean-accuracy-says = The share of samples that the network gets right as they are, without attack. It is measured on samples that were not used for training.
term-compression = Compression, fold
term-compression-says = A block of layers becomes one layer with the same input and output. The network gets smaller, and the question is what it loses.
term-control = Control
term-control-says = The same experiment without the thing that is to be tested. Only the difference to it is an effect: here that of the robust front.
term-criticality = Criticality
term-criticality-says = How many points of accuracy are lost when a block is folded, after a given way of training. A block without which the network does as well is not critical.
term-cut = Cut
term-cut-says = The place where the network is split in two. Layers before it are the front, layers after it the rest.
term-dependency = Dependency ρ
term-dependency-says = How much the outputs of two neighbouring layers tell about each other, within each class, on attacked samples. It means nothing without its null.
term-distillation = Distillation
term-distillation-says = A network learns from another one: from its answers, or from what its layers hand on. The answers of the teacher tell more than the right class alone.
term-edge = EDGE
term-edge-says = A measure of mutual information that counts how often outputs of two layers fall into the same pair of buckets. With many neurons and few samples it is mostly bias, so look at its null.
term-epoch = Epoch
term-epoch-says = One pass over all training samples. A training of four epochs sees each of them four times.
term-epsilon = Strength ε
term-epsilon-says = How far the attack may change a sample, whose values run from 0 to 1. With ε = 0 there is no attack, and with a large one no network can withstand.
term-fine-tune = Fine-tune
term-fine-tune-says = To train a network that is trained already for a little longer, or only a part of it. Here the rest learns while the front is frozen.
term-front-and-rest = Front and rest, f_a and f_b
term-front-and-rest-says = The layers before the cut are the front f_a, those after it the rest f_b. What the front hands on is all that the rest gets to see.
term-frozen = Frozen
term-frozen-says = Layers that do not learn: their weights stay bit for bit what they were. Everything around them can still learn.
term-holm = Holm’s method
term-holm-says = Who tests many claims will find some by luck. Holm’s method asks more of the smallest p-values, so that all of the claims it accepts are sound together.
term-info-nce = InfoNCE
term-info-nce-says = A lower bound of mutual information: how well one can tell which output of a layer belongs to which output of the other. It cannot exceed the logarithm of the number of samples.
term-interval = Interval, 95 %
term-interval-says = The range in which a figure would lie with other samples, or in other trials, in 95 of 100 cases. Where two intervals overlap widely, do not rank the figures.
term-ksg = KSG
term-ksg-says = A measure of mutual information by nearest neighbours, named after Kraskov, Stögbauer and Grassberger. It is taken on a few main directions of the outputs and is near 0 by chance.
term-layer = Layer
term-layer-says = One step of the network with weights of its own, such as a convolution or a linear map, and what follows it. The size of its box grows with the number of its weights.
term-learning-rate = Learning rate
term-learning-rate-says = How far weights move in each training step. Too small a rate learns slowly, and too large a one jumps over the valley.
term-loss = Loss
term-loss-says = How surprised the network is by the right answer: small where it was sure and right. Training lowers it, and an attack raises it.
term-margin = Margin γ
term-margin-says = How far the right class is ahead of the next one in probability, from −1 to 1, when the worst change within ε is made. Above 0 the answer is right; a reader turns the output of each layer into an answer.
term-noise = Noise at the cut
term-noise-says = Random numbers that are added to what the front hands on, so that the rest depends less on it. If robustness comes through that dependency, it has to fall along with it.
term-norm = Norm, L∞ and L2
term-norm-says = How the size of a change is measured: L∞ takes the largest change of any pixel, L2 the length of all changes together. The same ε means different things in the two.
term-null = Null
term-null-says = What a measure gives when rows are shuffled, so that nothing is left to find. Only what lies above it is more than chance.
term-p-value = p-value
term-p-value-says = How often chance alone gives a figure at least as extreme. A small one speaks against chance, and a large one proves nothing.
term-pgd = PGD
term-pgd-says = Projected gradient descent: many small steps that raise the loss, and after each a way back into the box of ε. It is the usual attack for training and for testing.
term-prediction = Prediction
term-prediction-says = The probabilities that the network gives to the classes; the largest is its answer. Upper bars are for the clean sample, lower ones for the attacked one.
term-probe = Probe
term-probe-says = A small linear classifier that is trained on the output of one layer, to see what can be read from it there. It is how each layer gets a margin of its own.
term-projection = Flattened outputs
term-projection-says = The outputs of a layer on the two axes along which the clean ones vary most. Like a shadow, it may hide what the other axes would show.
term-read-out = Linear read-out λ
term-read-out-says = The whole rest is replaced by one linear map from the layers of the front. If that does as well, the rest did nothing that is not linear.
term-rewind = Rewind
term-rewind-says = The weights of one block are set back to where training began, and all others stay. How much is lost is a cheap measure of how much that block has learned.
term-robust = Robust
term-robust-says = A network is robust when it stays right under attack. It always means some ε, some norm and the strongest attack that was tried.
term-robust-accuracy = Accuracy under attack
term-robust-accuracy-says = The share of samples that the network still gets right once they were attacked. The true figure can be lower, because a better attack may exist.
term-robust-overfitting = Robust overfitting
term-robust-overfitting-says = Trained for too long on attacks, a network withstands those on training samples better and those on new samples worse. So the best epoch is chosen on validation samples.
term-samples = Training, validation and test samples
term-samples-says = The network learns from training samples, choices such as the best epoch are made on validation samples, and test samples judge it at the end. Figures on different samples need not agree.
term-seed = Seed
term-seed-says = The number from which all chance of a run is drawn: first weights, order, random starts. The same seed on the same device gives the same run.
term-semirobust = Semirobust
term-semirobust-says = A network whose front is robust and whose rest is clean. The question of this page is whether that makes a robust whole.
term-sensitivity = Sensitivity
term-sensitivity-says = How far an attack moves the output of a layer, relative to its size. Channels that were almost silent weigh heavily in it.
term-transfer = Transfer of robustness
term-transfer-says = A clean rest is put behind a robust front and fine-tuned there. If the whole becomes robust, robustness may have travelled from the front, and the control tells how much of it did.
term-triage = Deep net triage
term-triage-says = Like a doctor in an emergency: wound the network in one place and see how it does. Each block is folded, trained in several ways, and compared with its parent.
term-trial = Trial
term-trial-says = The whole experiment once more with another seed. Figures scatter between trials, and one trial cannot say by how much.

## Binary: progress, summaries and tables
##
## Columns are padded by the program; names of data sets, norms and methods are those of files.

run-loss = loss { $loss }
run-rate = { $samples } samples/s
run-left = about { $time } left
run-accuracy = clean { $clean } %, under attack { $robust } %
run-at = step { $step } of { $steps }
run-unsaved = The checkpoint at step { $step } could not be saved ({ $reason }). The run goes on, and the checkpoint before it stays; make room, or stop it and go on elsewhere.
run-fell-back = { $name } is damaged: the run goes on from the checkpoint before it, at step { $step }.
run-not-spread = only a protocol has parts that several devices can take, each on its own: --device with the same list shares the batches of a plain training
run-begun-alone = { $folder } was begun as a whole and has a checkpoint of it: resume it without --devices
run-spread-unfinished = a run on several devices has no report before all of its parts are finished: resume it without --finish
run-spread-edited = the experiment in { $folder } was edited since the run began on several devices, whose parts have the one from before: put it back, or begin a new run
run-spread-device = { $folder } was begun in parts, each on a device of its own: resume it with --devices, or begin a new run with --device { $devices }
run-spread-starts = { $parts ->
    [one] One part, which no further device could take
   *[other] { $parts } parts, { $at_once } at once
}
run-spread-left = Stopped. Go on with: layerlab run --resume { $folder }
run-spread-failed = { $left ->
    [one] one part of the run is
   *[other] { $left } parts of the run are
} not finished; mend the cause and go on with: layerlab run --resume { $folder }
run-left-off = Stopped at step { $step } of { $steps }. Go on with: layerlab run --resume { $folder }
run-measuring = measuring on test samples: { $share } %
run-step = step { $step }  clean { $clean } %  under attack { $robust } %  (n = { $n })
run-cell = cell { $done } of { $cells }  clean { $clean } %  under attack { $robust } %  (n = { $n })
run-parent = { $parent } parent{ $training ->
    [longer] { " " }for longer
    [transferred] , f_b fine-tuned behind its front
   *[as-it-is] {""}
 }: clean { $clean } %  under attack { $robust } %  (n = { $n })
run-stage = trial { $trial } of { $trials }: { $stage }
run-stage-normal = training on clean samples
run-stage-robust = adversarial training from there
run-stage-swap = the last { $rest } clean behind the robust front
run-stage-fine-tune = the last { $rest }, { $objective ->
    [clean] tuned on clean samples
   *[adversarial] tuned on attacked samples
 }
run-stage-control = for comparison: { $control ->
    [clean-front] the last { $rest } tuned on attacked samples behind the clean front
    [reverse] the last { $rest } robust behind the clean front
    [statistics] the last { $rest } with batch statistics estimated again
   *[robust-longer] the robust network, trained for as long as the fine-tuning took
}
run-control = for comparison, { $control ->
    [clean-front] the last { $rest } tuned behind the clean front
    [reverse] the robust last { $rest } behind the clean front
    [statistics] the last { $rest } with batch statistics estimated again
   *[robust-longer] the robust network trained longer
}: { $clean } % clean, { $robust } % under attack (n = { $n })
run-stage-parent = looking at the { $parent } parent and its blocks
run-stage-longer = training the { $parent } parent for longer, as a control
run-stage-transfer-parent = fine-tuning the rest of the { $parent } parent behind its front, as a control
run-stage-cell = { $parent } parent, { $block } as one layer, { $first }, { $scheme }
run-group = group { $number }
run-finding = On { $n } held-out samples of { $data }: { $clean } clean, { $robust } under { $attack } ({ $norm }, ε = { $epsilon }); 95 % intervals over samples.
run-written = Written to { $folder } in { $time }.
run-note = Note: { $warning }
forecast-title = { $experiment } on { $device }:
forecast-networks = networks to be measured
forecast-steps = training steps, at most
forecast-time = time, about
forecast-memory = memory, about
megabytes = { $number } MB
forecast-note = The time is that of { $timed } steps on random samples, scaled by the work of every step, attack and evaluation; measurements of layers are timed in part. Reading or fetching data comes on top. Memory on the CPU is what this estimate needed and what is counted on top; on a GPU it is counted from layers and batches, and is rough.
forecast-times-steps = Timing steps and attacks
forecast-times-layers = Timing measurements of layers: { $percent } %
forecast-times-cells = Estimating cell { $cell } of { $cells }
# What a triage could find; $sd and $margin are in points.
resolution-title = With { $trials ->
    [one] one trial
   *[other] { $trials } trials
 } of { $blocks ->
    [one] one block
   *[other] { $blocks } blocks
 }, if accuracies have a standard deviation of { $sd } points over trials (--deviation), and with a margin of { $margin } points:
resolution-blocks = smallest difference between two blocks that is found (80 %)
resolution-parent = smallest difference from the parent that is found (80 %)
resolution-c1 = C1 is supported, where it is true, in
resolution-least-p = smallest p-value that can refute C1
resolution-points = { $points } points
resolution-percent = { $percent } % of such runs
resolution-none = none
deviation-invalid = a standard deviation is a number of points above 0
# What is done to values in [0, 1] before the network sees them.
inputs-normalised = The network’s inputs are normalised by mean { $mean } and deviation { $std }.
inputs-as-they-are = The network’s inputs are values in [0, 1] as they are; if it was trained on normalised ones, give --mean and --std.
attack-clean = { $right } of { $samples } samples of { $data } are right without attack.
attack-finding = { $attack } ({ $norm }, ε = { $epsilon }): { $robust } % [{ $low }, { $high }] withstand; { $forward } forward and { $backward } backward passes in { $time }.
attack-written = 95 % intervals over samples. Written to { $folder }.
# Verdicts on claims.
verdict-supported = supported
verdict-refuted = refuted
verdict-undetermined = undetermined
verdict-not-testable = not testable
summary-collapsed = { $collapsed ->
    [one] one of { $trials } runs has collapsed, its interval says nothing
   *[other] { $collapsed } of { $trials } runs have collapsed, the interval says nothing
 }; median
summary-agreement = Rank correlation of measures without training with the criticality, over blocks (mean over trials, 95 %; ours):
summary-agreement-of = { $proxy }, drop { $drop ->
    [robust] under attack
   *[clean] without attack
 }: { $parent } parent, { $first }, { $scheme }
summary-transfer = Mean accuracy over { $trials } trials, on { $n } test samples each; 95 % intervals over trials (Student’s t):
summary-semirobust = semirobust, last { $rest } clean, from { $first } on
summary-tuned = fine-tuned on { $objective ->
    [clean] clean
   *[adversarial] attacked
 } samples
summary-control = { $control ->
    [clean-front] the rest tuned behind the clean front
    [reverse] the robust rest behind the clean front
    [statistics] batch statistics estimated again
   *[robust-longer] robust, trained longer
}
summary-read-out = linear read-out, { $kind }
summary-pairs = { $pairs ->
    [one] All trials fine-tune one pair of a normal and a robust network, so that
   *[other] Trials fine-tune { $pairs } pairs of a normal and a robust network, so that
 } intervals say little of other trainings of them.
summary-published = Beside the paper’s tables (supplement of arXiv 2307.03803, PGD-10); semirobust and transferred as a share of Acc* under attack:
summary-published-of = { $network }, { $data }, last { $rest } of { $layers }
summary-published-ours = this run, last { $rest } of { $layers }
summary-transfer-files = γ and ρ of every layer: layers.csv, dependency.csv, audit.csv and the figures beside them.
summary-triage = Triage over { $trials } trials; accuracy on test samples with 95 % intervals over trials:
summary-parent = { $parent } parent{ $training ->
    [longer] { " " }for longer (parent+)
    [transferred] , f_b fine-tuned behind its front
   *[as-it-is] {""}
 }
# $rest is the number of layers in f_b, or none for a network that was not cut.
summary-attacked = { $network }{ $rest ->
    [none] {""}
   *[other] , last { $rest }
 } under { $attack } (n = { $n })
summary-criticality = Criticality: points lost against the parent (95 % intervals; of one trial over samples):
summary-triage-files = Cell by cell: cells.csv, curves.csv, criticality.csv, and the heat map triage.svg.
# Progress bars: what stands in braces of its own is drawn by the program.
run-bar = { $name } { $bar } step { $step } of { $steps }  { $time }
run-event-lost = note: an event could not be printed ({ $reason })
attack-progress = { $stand } stand  at most { $time } left
# The limits of an attack, in the help; $norm is its only norm, or any.
attack-limits = { $title }{ $norm ->
    [any] {""}
   *[one] , in { $norm } only
 }{ $classes ->
    [2] {""}
   *[other] , from { $classes } classes on
 }
bench-step = { $median } ms per step on { $device } (median of { $count })
dependency-bar = { $bar } { $done } of { $all } comparisons  { $time } left
dependency-measure = measure
dependency-value = value
dependency-null-mean = null mean
dependency-null-p95 = null 95 %
dependency-excess = excess
dependency-rows = rows
dependency-bits = { $measure } (bits)
dependency-above = above its null
dependency-within = within its null
dependency-left-out = { $measure } leaves { $left } of { $samples } rows out: their classes have fewer than { $least }.
dependency-note = A value within its null shows no dependency: pairing the samples of each class at random gives as much ({ $nulls } permutations).
network-layer = layer
network-in = input
network-activation = activation
network-out = output
network-parameters = parameters
network-costs = multiply-adds
network-all = all
# What is wrong with a tensor of the file, and its name.
network-tensor = { $what }: { $name }
network-missing = missing
network-misshaped = another shape or type
network-extra = extra
network-aside = set aside, without effect
# $names is the program whose names the tensors have.
network-fits = { $file } (names of { $names }): all { $matched } tensors fit
network-exported = { $file } (names of { $names }): all { $matched } tensors fit; written to { $out }
network-misfit = { $file } (names of { $names }): { $matched } tensors fit, and the others do not: use weights of the same network
kilobytes = { $number } kB
data-bundled = Data: { $data }, the { $train } + { $test } samples that come with the program.
data-from = Data: { $data } from { $folder }.
data-list = Sets that can be fetched; the data folder is { $folder }.
data-list-set = set
data-list-train = train
data-list-test = test
data-list-shape = shape
data-list-classes = classes
data-list-download = download
data-here = here
data-not-here = not here
data-terms = Its terms: { $terms } ({ $page }).
data-fetched = { $data } is verified, and now in { $folder }.
data-copied = { $data } is copied, and now in { $folder }.
data-copied-records = { $data } is copied ({ $count } records, no checksums), and now in { $folder }.
data-copied-pictures = { $data } is copied ({ $count } pictures, no checksums), and now in { $folder }.
data-already = { $data } is already in { $folder }.
data-already-verified = { $data } is already in { $folder }, verified.
data-already-records = { $data } is already in { $folder }, complete ({ $count } records), its files have no published checksum.
data-already-pictures = { $data } is already in { $folder }, complete ({ $count } pictures), its files have no published checksum.
data-to-do = Before it can be used: run `python3 { $script }`, which needs SciPy and writes its lists, which are in MATLAB's format, as text.
data-fetch-bar = { $now } { $bar } { $done } of { $all }, { $time } left
data-unpack-bar = { $now } { $done } files { $spinner }
data-unpacking = unpacking { $data }
data-verifying = verifying { $name }
data-check-bar = checking { $bar } { $done } of { $all }
# $verified is the number of files with a published checksum.
data-sound = { $data } in { $folder } is { $verified ->
    [0] complete: { $train } + { $test } records were read, its files have no published checksum
   *[other] sound: { $train } + { $test } records were read, { $verified } files have their published content
 }.

## Binary: figures

# A network and what its rest was tuned on.
figure-network = { $role }, { $tuned }
figure-tuned-attacked = tuned on attacked samples
figure-tuned-clean = tuned on clean samples
figure-layer = layer
figure-margin = Semirobustness γ (bar: from certified to attacked), { $reader } reader, { $data }, n = { $n }, f_b = last { $rest }
figure-margin-axis = margin
figure-sensitivity = Sensitivity (how far the attack moves a layer), { $data }, n = { $n }
figure-sensitivity-axis = log₁₀ of relative change
figure-dependency = { $measure } on attacked samples, { $data }, n = { $n }, f_b = last { $rest }
figure-pair = pair of neighbours
figure-rho = ρ
figure-rho-bits = ρ (bits)
figure-chance = by chance
figure-rest = f_b = last { $rest }
figure-goal = goal: Acc* − k
figure-fine-tuning = Fine-tuning f_b: { $tuned }; means and 95 % intervals over { $trials } trials
figure-robust-axis = accuracy under attack
figure-robust = robust: Acc*
figure-semirobust = semirobust: Acc_sr
figure-size = Accuracy under attack against the size of f_b; 95 % intervals over { $trials } trials
figure-size-axis = layers in f_b
figure-clean = clean
figure-attacked = attacked
figure-criticality = Points of accuracy lost, { $parent } parent, { $first } initialisation, { $data }, { $trials } trials (± half of the 95 % interval)
figure-convergence = { $block } as one layer, { $parent } parent, { $first }, { $data }, validation samples
figure-steps = training steps
figure-clean-axis = clean accuracy

## Binary: sweeps

sweep-experiment = [experiment]: { $what }; correct it and run again
sweep-devices-elsewhere = --devices is for this machine: on a cluster each cell has the device of the sweep, so leave it out, or leave out --on
sweep-zero = { $key } is 0: give 1 or more
sweep-give-file = give a sweep to run
sweep-none-here = there is no sweep.toml in { $folder }: give the folder that `layerlab sweep` made
sweep-empty = the sweep has no cell: give [grid] a key with values
# $values are those of the cell, as they would stand in a file.
sweep-cell-refused = cell { $n } ({ $values }): { $what }
sweep-same-cells = cells { $first } and { $second } are the same experiment ({ $values }): leave one out
sweep-excludes-nothing = exclude has { $key } = { $value }, which is not in [grid]: correct it or leave it out
sweep-parent-left = Stopped at step { $step } of the parents; the sweep goes on from there.
sweep-no-cell = there is no cell { $n }: the sweep has cells 1 to { $cells }
sweep-no-parent = there is no parent { $n }: the sweep has { $parents ->
    [0] none
    [one] parent 1
   *[other] parents 1 to { $parents }
 }
sweep-parent-unfinished = the networks of parent { $n } were not all trained: start it again
sweep-no-process = a process could not be started
sweep-ended-early = it ended before it was finished
sweep-starts = { $cells ->
    [one] { $cells } cell
   *[other] { $cells } cells
 } and { $parents ->
    [one] { $parents } shared parent
   *[other] { $parents } shared parents
 } to do, { $parallel } at once, in { $folder }
sweep-bar = { $bar } { $done }/{ $all } { $now }
sweep-time-left = about { $time } left
sweep-piece-done = { $piece } is finished; about { $time } left
sweep-piece-finished = { $piece } is finished: { $file }
sweep-piece-failed = { $piece } failed: { $reason } (what it printed is in { $log })
sweep-finished = All { $cells } cells are finished: { $table }
sweep-stopped = Stopped; go on with `layerlab sweep --resume { $folder }`
sweep-failed = { $left ->
    [one] { $left } cell is
   *[other] { $left } cells are
 } not finished; mend the cause and go on with `layerlab sweep --resume { $folder }`
sweep-column-cell = cell
sweep-column-parent = parent
sweep-column-cells = cells
sweep-column-parents = shared parents
sweep-cells = cells
sweep-parents = shared parents, trained once
sweep-time = time of all, one after the other, about
sweep-time-parallel = with { $parallel } at once, about
sweep-time-alone = if nothing were shared, about
sweep-memory = memory of the largest cell, about
sweep-status = Sweep { $name }:
sweep-state-waiting = waiting
sweep-state-begun = begun, and cut short
sweep-state-at-work = at work
sweep-state-failed = failed
sweep-state-finished = finished
# $state is Slurm's word, such as pending.
sweep-queue = Slurm has { $jobs } of them { $state }
sweep-collected = { $finished } of { $cells } cells are in { $table }
sweep-no-table = no finished cell has a table { $name }
sweep-other-columns = { $file } has other columns than the tables of the cells before it: collect these cells apart
sweep-no-slurm = { $program } could not be started: --on slurm needs the commands of Slurm, which a cluster’s login nodes have
sweep-slurm-refused = { $program } refused: { $reason }
sweep-in-queue = jobs of this sweep are still in the queue: wait for them, or stop them with `layerlab sweep cancel { $folder }`
sweep-submitted = job { $job }: { $script }
sweep-submitted-note = `layerlab sweep status { $folder }` says how far they are, `collect` makes a table, `cancel` stops them
sweep-cancelled = { $jobs ->
    [one] { $jobs } job is
   *[other] { $jobs } jobs are
 } cancelled; go on with `layerlab sweep --resume { $folder } --on slurm`
sweep-no-kubernetes = there is no [kubernetes] in the sweep: give it image, claim and mount
sweep-outside-mount = { $folder } is outside of kubernetes.mount ({ $mount }), so that pods would not see it: give --out a folder in there

## Binary: reports

report-written = { $findings }
    Written: { $page }, with report.tex and Parquet tables beside it.
report-kind-plain = Training with a cut
report-kind-transfer = Transfer of robustness (arXiv 2307.03803)
report-kind-triage = Deep net triage (arXiv 1801.04651)
report-ended-early = It ended before anything was measured.
report-stopped = The run was stopped before its end; what it had not measured is missing.
# $robust and $clean are shares with intervals.
report-finding-plain = Under attack ({ $attack }) the network keeps { $robust } of { $n } test { $samples ->
    [images] images
   *[points] points
 }; without attack { $clean }{ $runs ->
    [one] {" "}(95 % intervals over samples).
   *[other] {" "}(means of { $runs } runs, 95 % intervals over seeds).
 }
# $named says whether they are those that were named before the run.
report-verdicts = Of { $of ->
    [one] the one claim
   *[other] the { $of } claims
 }{ $named ->
    [before] {" "}named before the run
   *[any] {""}
 }, { $supported } { $supported ->
    [one] is
   *[other] are
 } supported, { $refuted } refuted, { $open } open.
report-accuracy = Accuracy
report-accuracy-note = Mean share of { $n } test samples, in %, over { $trials ->
    [one] one trial.
   *[other] { $trials } trials, with 95 % intervals over trials (Student’s t).
 } The attack is { $attack }.
report-accuracy-plain-note = Share of { $n } test samples, in %, with 95 % intervals over samples{ $runs ->
    [one] .
   *[other] ; the mean’s is over seeds (Student’s t).
 }
report-accuracy-axis = accuracy
report-mean = mean
report-network = network
report-run = run
report-seed = seed
report-sensitivity = Sensitivity of the layers
report-sensitivity-note = How far the attack moves each layer’s output, as a share of its size, with 95 % intervals.
report-sensitivity-column = relative change
report-paper = Beside the paper’s tables
report-paper-note = Accuracy in %, as in the supplement of arXiv 2307.03803 (PGD-10): Acc* of the robust network, Acc_sr with a clean f_b behind its front, Acc~ after fine-tuning f_b on attacked samples. Measured here under { $attack }{ $trials ->
    [one] .
   *[other] , with 95 % intervals over { $trials } trials.
 } Networks, data and attacks differ: compare the pattern.
report-measured-here = { $network } (here)
report-rest-of = last { $rest } of { $layers }
report-parents = Parents
# $quantity is clean, clean-change or attacked-change.
report-blocks = { $quantity ->
    [clean] Accuracy with a block compressed, in %
    [clean-change] Change of clean accuracy, in points
   *[attacked-change] Change of accuracy under attack, in points
 } ({ $parent } parent)
report-blocks-note = Columns are training schemes. { $quantity ->
    [clean] Without attack, after training
    [clean-change] Compressed − parent, without attack
   *[attacked-change] Compressed − parent, under { $attack }
 }{ $trials ->
    [one] ; the interval of a change is over samples.
   *[other] ; means of { $trials } trials with 95 % intervals over trials.
 }
report-block = block
report-initialisation = first weights
report-claims = Claims and verdicts
report-claims-note = Each claim with the figure that decides it and its 95 % interval. Claims that were not named before the run are corrected for their number.
report-claim = claim
report-verdict = verdict
report-figure = figure
report-warnings = To keep in mind
report-overview = Side by side
report-overview-note = The trained network, the robust network or the parent; accuracy in % with 95 % intervals (of several trials or seeds over these, else over samples).
report-experiment = experiment
report-kind = kind
report-origin = Runs
report-origin-note = Where and how long it was computed. Trials of several runs count together.
report-seeds = seeds
report-seeds-from = { $first } to { $last }
report-device = device
# $kind is cpu, gpu or cuda.
report-device-threads = { $device } ({ $kind }), { $threads ->
    [one] one thread
   *[other] { $threads } threads
 }
report-system = system
report-began = began
report-program = program
report-time = time
report-settings = Settings
report-settings-note = The experiment, as the program runs it again.
report-citation = How to cite
report-curve-title = Accuracy during training, { $data }, held-out samples{ $runs ->
    [one] ; 95 % intervals over samples
   *[other] ; means and 95 % intervals over { $runs } runs
 }
report-figure-size = How many layers can be clean
report-figure-size-note = Accuracy under attack against the size of f_b; bars are intervals over trials.
report-figure-tuning = How fast robustness comes back
report-figure-tuning-note = Accuracy under attack after each epoch of fine-tuning f_b behind the frozen robust front.
report-figure-margins = Margins and sensitivity along the layers, f_b = last { $rest }
report-figure-margins-note = First trial. A bar reaches from what is certified to what an attack found; the true margin lies between.
report-figure-dependency = Dependency of neighbouring layers, f_b = last { $rest }
report-figure-dependency-note = First trial. Grey bars are what chance gives, from its mean to its 95th percentile; only what is above speaks of dependency.
report-figure-map = What each block costs
report-figure-map-note = Points of accuracy lost against the parent; orange is a loss, blue a gain.
report-figure-convergence = How fast compressed networks learn
report-figure-convergence-note = Clean accuracy on validation samples, means over trials.
report-figure-curve = Training
report-figure-curve-note = Accuracy at each evaluation during training.

## Binary: errors

# Between an error and its cause.
separator-causes = { ": " }
# $mend is what to do, or none.
run-looks-for-batch = No memory is left with a batch of { $batch }; looking for one that fits …
run-out-of-memory = { $device } has no memory left with a batch of { $batch }. { $fits ->
    [0] No smaller batch was found to fit either: end what else uses the device, use a smaller network, or --device cpu
   *[other] A batch of { $fits } fits: --micro-batch { $fits } goes through each batch in such parts, with the same gradients where no layer normalises by the batch; --set batch_size={ $fits } makes batches smaller
}. What the run has so far is in { $folder }.
run-failed = { $what }{ $mend ->
    [none] {""}
   *[some] { " " }{ $mend }
 } What the run has so far is in { $folder }.
cli-unreadable = { $name } could not be read
cli-unwritable = { $name } could not be written
cli-unremovable = { $name } could not be removed
cli-no-folder = the folder { $folder } could not be made
cli-threads = no work is done by 0 threads: give 1 or more
cli-threads-start = threads could not start
# $why is a sentence, or none.
cli-device-lost = { $lost } has failed, and { $first } does its share from now on.{ $why ->
    [none] {""}
   *[some] { " " }{ $why }
 }
cli-devices-together = { $devices } can't share a batch: give devices of one kind, and each GPU once and by its number, such as gpu:0-3
cli-no-gpu = no GPU can be used ({ $reason }): use --device cpu
cli-device = give cpu, gpu, gpu:1, cuda or cuda:1; `layerlab devices` lists what is there
cli-devices = give cpu, gpu, gpu:1, cuda or cuda:1, or a list such as gpu:0-3, cuda:0,cuda:2 or cpu,cpu; `layerlab devices` lists what is there
cli-device-not-built = this binary was built without { $device }: build it with --features { $feature }, or use --device cpu
cli-no-such-device = there is no { $device }, { $found ->
    [0] and no other device of this kind
    [one] only one device of this kind, with number 0
   *[other] the numbers go from 0, and there are { $found } devices of this kind
 }: `layerlab devices` lists them
cli-report-exists = { $folder } is there already: give --out a folder that is not there yet
cli-report-unfinished = the run in { $folder } is not finished: finish it with `layerlab run --resume { $folder }`, then report it
cli-report-no-run = { $folder } holds no run: there is no { $file }; give the folder that `layerlab run` wrote
cli-report-twice = { $folder } is given twice: name each run once
cli-report-damaged = { $name } is damaged: run its experiment again
cli-report-no-page = the report could not be written
cli-report-no-table = the table { $name } could not be written
cli-explore-address = Layerlab is at { $address }   (Ctrl-C stops it)
cli-explore-ended = the page could not be served
cli-explore-no-page = { $folder } holds no page: give the folder that `cargo xtask bundle` makes, bundle/layerlab-page
# $folder is the name of the folder that is looked for.
cli-explore-no-bundle = there is no folder { $folder } beside this program: make one with `cargo xtask bundle`, and give it with --bundle bundle/{ $folder }
cli-port-taken = port { $port } can't be used ({ $reason }): choose another with --port
cli-ports-taken = ports { $first } to { $last } are all taken: choose another with --port
cli-no-output = the standard output could not be written
cli-damaged-checkpoint = { $name } is damaged: delete it to start the run anew
cli-no-experiment = { $name } could not be read; give the path of an experiment (.toml or .json)
# $what is the mistake, in the words of the program that reads the file.
cli-utf-16 = { $name } is in UTF-16: save it as UTF-8 and run again
cli-no-utf-8 = { $name }, line { $line }: a letter is not in UTF-8; save the file as UTF-8 and run again
cli-mistake = { $name }, line { $line }: { $what }; correct it and run again
cli-no-toml = the experiment could not be written as TOML
cli-give-out = give --out a folder to make
cli-no-steps = { $method } has no number of steps to choose: leave the steps out
cli-damaged-evaluation = { $name } is damaged: start the evaluation anew
cli-no-figure = a figure could not be drawn: { $reason }
cli-no-weights = { $name } could not be read; give the path of weights (.safetensors, .pt or .pth)
cli-not-empty = { $folder } is not empty: give --out another folder, or go on with --resume { $folder }
cli-finished = what was begun in { $folder } is finished: its figures are in { $file }
cli-nothing-begun = { $folder } holds nothing to go on with: there is no { $file }
cli-unwritable-folder = { $folder } could not be written to
cli-other-process = another process is still at work in { $folder }: wait for it, or stop it first
cli-untidied = { $folder } could not be tidied
# $changes are settings with their value before and now.
cli-edited-experiment = { $name } is no longer the experiment that the run began with ({ $changes }): take the change back, start a new run, or go on all the same with --force
cli-edited-experiment-change = { $key } was { $before } and is { $now }
cli-absent-setting = absent
cli-give-weights = give the folder of a run, or --weights a file
cli-no-network-of-run = { $run } has no network { $name }{ $names ->
    [none] {""}
   *[other] ; it has { $names }
}
cli-no-network = there is no network { $name }{ $likely ->
    [none] {""}
   *[other] {" "}(did you mean { $likely }?)
 }: give mlp, cnn, mnist-cnn, block-cnn, alexnet, vgg11, vgg13, vgg16 or vgg19 (with -bn for batch normalisation, then -hidden for hidden layers with dropout), resnet18, resnet34, resnet50 (with -max-pool for a pooled stem), preact-resnet18 (with -bn for a final normalisation), wrn-DEPTH-WIDTH such as wrn-34-10, vit-small, vit-b4, vit-b8 or vit-b16
# $what is the option to give: network or data.
cli-give-subject = no experiment.toml lies beside { $name }: give --{ $what }
cli-outside-split = --first { $first } --samples { $samples } is outside the test split of { $data }, which has { $available } samples here
cli-give-one-of = give one of { $names }
cli-shape = give channels, height and width, such as 3x32x32
cli-no-ctrl-c = Ctrl-C could not be watched
new-written = Written to { $file }. Run it with: layerlab run { $file }
cli-file-exists = { $name } exists: give another name, or delete it first
devices-device = device
devices-name = name
devices-memory = memory
devices-samples = samples/s
devices-speed = GFLOP/s
devices-unknown = unknown
devices-gigabytes = { $number } GB
devices-note = Clean training steps of the standard network (two convolutions, batch { $batch }), timed for a second.
devices-case = { $case ->
    [vgg16] VGG16-BN, the gradients of PGD-10 and a training step
    [vgg16-attack] VGG16-BN, the loss that PGD-10 reaches by itself
    [resnet18] ResNet-18, the gradients of PGD-10 and a training step
    [resnet18-attack] ResNet-18, the loss that PGD-10 reaches by itself
    [auto-attack] AutoAttack on a trained network
   *[transfer] A transfer of robustness
 }: { $verdict ->
    [agrees] agrees
   *[disagrees] DIFFERS
 } (deviation { $deviation }, allowed { $tolerance }; { $cpu } s on the CPU, { $device } s on the device)
devices-verdict = { $verdict ->
    [agrees] { $device } computes what the CPU does.
   *[disagrees] { $device } does not compute what the CPU does: update its driver, or use --device cpu.
 }
cli-minutes = give minutes, such as 10 or 0.5
cli-setting = give a setting and its value, such as attack.epsilon=0.1
cli-no-place = { $key }: { $part } has no place in the experiment
cli-meant = did you mean { $name }?
cli-give-experiment = give an experiment to run
cli-epsilon-zero = --epsilon is 0, where nothing can be attacked: give the radius that the network should withstand
cli-doctor-stopped = the doctor was stopped
cli-few-nulls = --nulls { $nulls } says little about chance: give { $least } or more
cli-labels-for-rows = { $name }: { $labels } labels for the { $rows } rows of { $parent }: give one for each
cli-no-measure = “{ $name }” is no measure: give some of { $names }
cli-labels-shape = labels of shape { $shape }: give one row of integers
cli-label-below-zero = label { $label } of row { $row }: give labels of 0 or above
cli-which-tensor = say which of its tensors after a colon ({ $names })
cli-give-array = give a .npy file, or a tensor as FILE.safetensors:NAME
cli-values-type = values of type { $kind }: give { $known ->
    [bits] 32- or 64-bit floating point
   *[names] F32 or F64
 }
cli-labels-type = labels of type { $kind }: give integers
cli-array-unreadable = could not be read
cli-no-npy = this is no .npy file
cli-no-safetensors = this is no safetensors file
cli-array-too-large = it is too large for this machine
cli-array-cut-short = it does not hold the { $expected } values it speaks of
cli-no-tensor = it holds { $names } and no { $name }
data-no-set = there is no set { $name } to fetch: give one of { $names }
data-no-folder = this system has no folder for data: give one with --data-dir DIR, or in the variable { $variable }
data-other-fetch = another fetch of { $name } is running: wait until it has ended
data-unreachable = { $address } can't be reached ({ $reason })
data-connection-broke = the connection to { $address } broke ({ $reason }); { $there } are kept, and the same command goes on
data-server-answered = the server answered { $status } to { $address }: see whether the address is still right
data-disk-full = the disk is full: { $name } could not be written; free some space, and give the same command again, which goes on with what was got so far
data-unwritable = { $name } could not be written ({ $reason })
data-folder-in-itself = { $name } can't be copied: it is a link to a folder that it lies in; remove it
data-no-archive = { $name } is no archive
data-not-unpacked = { $name } could not be unpacked
data-strange-entry = its entry { $name } is neither a file nor a folder
data-entry-outside = its entry { $name } leads out of its folder; nothing was kept
data-breaks-off = { $name } breaks off ({ $reason })
data-gzip-breaks = { $name } is not the published file: its gzip stream breaks ({ $reason })
data-end-unread = { $name } could not be read to its end
data-other-file = { $name } is not the published file: its { $kind ->
    [md5] MD5
    [content] content's SHA-256
   *[sha-256] SHA-256
 } is { $found } instead of { $published }
data-other-file-removed = { $address } gave another file, which was removed; try again, or a mirror
data-other-file-kept = { $address } gave another file; { $name } could not be removed ({ $reason }), so remove it and try again
data-delete-folder = delete { $folder }, and give the same command again
data-delete-file = delete it, and give the same command again
data-not-in = { $files }: neither in { $folder } nor in { $inner }; give the folder that holds all of them with --from
# $files lists data-by-hand-file.
data-by-hand = { $data } is not whole; what is missing can also be put there by hand: { $files }
data-by-hand-file = { $name } ({ $size }) at { $place } from { $address }
# $there is data-not-whole or data-nowhere.
data-get = { $there }: get it with `layerlab data fetch { $data }`, or give its data folder with --data-dir
data-get-all = { $there }, and of the { $asked_train } + { $asked_test } samples asked for only { $train } + { $test } come with the program: get it with `layerlab data fetch { $data }`, or give its data folder with --data-dir
data-get-for-check = { $there }: get it with `layerlab data fetch { $data }`, or give its folder with --from
data-not-whole = { $data } is not whole at { $folder }, where { $files } is missing
data-nowhere = { $data } is not at { $folder }
data-other-count = { $folder } has { $found } samples of a split instead of { $expected }: get it anew
data-other-counts = { $folder } has { $train } + { $test } pictures instead of { $expected_train } + { $expected_test }: get it anew
data-damaged-pictures = { $damaged } of { $all } pictures are damaged:
data-more-pictures = and { $more } more

## Binary: Python

# Names of arguments, keys and types stand as they are written in Python.
python-samples-type = { $name } are { $kind }: give floats in [0, 1], or bytes (uint8)
python-samples-range = { $name } hold { $value } at position { $position }: give values in [0, 1]
python-no-samples = there are no samples: give one or more
python-labels-type = { $name } are { $kind }: give integers
python-labels-shape = { $name } have the shape { $shape }: give one integer for each of the { $rows } samples
python-label-above = label { $label } of row { $row } is not one of { $classes } classes: give labels from 0 on, or more classes
python-own-shape = { $name } images have the shape { $shape }: give one or more samples of the shape of { $data }, { $expected }, or name another set in the experiment
python-weights-type = { $name } is { $kind }: give a floating-point array
python-network = the network can't be read: give a name such as "resnet18", its table in an experiment such as {"{"}"kind": "cnn"{"}"}, or what compress returned
python-other-kernel = the network was compressed with another kernel: give the same one
python-input-shape = a sample of the shape { $shape } is none: give (channels, height, width), or (features,)
python-give-shape = the shape of a sample is missing: give samples or input_shape
python-mean-and-std = only one of mean and std is given: give both, or none
python-no-norm = there is no norm { $name }: give linf or l2
python-attack = the attack can't be read: give its name, or a table such as {"{"}"kind": "pgd", "steps": 10{"}"}
python-activations-type = { $name } has values of type { $kind }: give floats

## Binary: mistakes in files

other-version = It has version { $found } of the format, but this program reads version { $supported }; { $age ->
    [older] make it anew with this program, or use the program that wrote it
   *[newer] use a newer version of this program
 }.
weights-error-empty = The weights are not a complete { $format } file (it holds no tensors); use the file as it was written.
data-error-parent = The parent can’t be used: { $reason }.
data-error-not-bundled = The data file { $name } does not come with the program.
data-error-wordnet = The data file { $name } is damaged at line { $line }: “{ $word }” is no new class like n01443537; get it anew.
data-error-annotation = The data file { $name } is damaged at line { $line }: a file name and a class, with a tab between them, are expected; get it anew.
data-error-file-name = The data file { $name } is damaged at line { $line }: “{ $file }” is no file name; get it anew.
data-error-unlisted-class = The data file { $name } is damaged at line { $line }: the class “{ $class }” is not in wnids.txt; get it anew.
data-error-breed-line = The data file { $name } is damaged at line { $line }: a path and a breed, with a tab between them, are expected; get it anew.
data-error-breed = The data file { $name } is damaged at line { $line }: “{ $label }” is none of 120 breeds; get it anew.
data-error-breed-path = The data file { $name } is damaged at line { $line }: “{ $file }” is not BREED/PICTURE.jpg; get it anew.
data-error-matlab = The lists in { $folder } are in MATLAB's format: run `python3 { $script }`, which needs SciPy and writes them as text.
data-error-strange-class = { $name } can't be used: train has no such class; get it anew.
data-error-no-classes = { $name } can't be used: it has no folder for any class; get it anew.
data-error-empty-class = { $name } can't be used: the class has no picture (.png, .jpg or .jpeg); get it anew.
data-error-many-classes = { $name } can't be used: it has more than 65,536 classes; get it anew.
data-error-empty-list = { $name } can't be used: it lists no picture; get it anew.
data-error-missing-breed = { $name } can't be used: its lists have no picture of breed { $breed }; get it anew.
data-error-folder = { $name } can't be used: it is a folder, and a file is expected.
data-error-special = { $name } can't be used: it is neither a file nor a folder, but a pipe, a socket or a device; remove it.
data-error-dangling = { $name } can't be used: it is a link to what does not exist; remove it, or mend it.
data-error-classes = { $name } can't be used: it has { $found } classes instead of { $expected }; get it anew.
data-error-few-pictures = { $name } can't be used: it has { $found } pictures of this split instead of { $needed }; get it anew.
data-error-few-samples = { $name } can't be used: it has { $found } samples of this split instead of { $needed }; get it anew.
data-error-picture = { $name } can't be used: the picture is damaged ({ $reason }); get it anew.
data-error-picture-cut-short = { $name } can't be used: the picture is damaged (it is cut short: its end marker is missing); get it anew.
data-error-picture-narrow = { $name } can't be used: it is too narrow to become { $shape } ({ $width }×{ $height } pixels); get it anew.
data-error-picture-undecodable = { $name } can't be used: the picture can't be decoded; get it anew.
data-error-no-picture = { $name } can't be used: it is neither a PNG nor a JPEG picture; get it anew.

## Binary: the doctor

doctor-healthy = Nothing here speaks against the figures of attacks on this network.
doctor-undecided = Nothing can be told: too few samples are right without attack, so that there was nothing to attack. Check the weights and the normalisation of inputs.
doctor-suspicious = Don’t believe the figures of attacks on this network: its gradients look masked, or the attack fails.
doctor-pass = pass
doctor-verdict-suspicious = suspicious
doctor-cannot-tell = can't tell
doctor-outputs-random = The network gives the same samples different logits; the attacks don't average over that.
doctor-outputs-probabilities = The outputs look like probabilities; attacks want logits.
doctor-outputs-logits = The network is deterministic and gives logits.
doctor-zero-gradients = { $silent } of { $samples } samples have an input gradient of exactly zero.{ $silent ->
    [0] {""}
   *[other] { " " }Attacks by gradients are blind there.
 }
doctor-iterative = Of { $attacked } attacked samples one step breaks { $broken }; { $missed } of these withstand many steps.
doctor-noise = Of { $attacked } attacked samples random noise breaks { $broken }; { $missed } of these withstand many steps.
doctor-gradient-free = Of { $attacked } attacked samples Square, which uses no gradients, breaks { $broken }; { $missed } of these withstand many steps.
doctor-transfer = Of { $attacked } attacked samples a network trained in its place breaks { $broken }; { $missed } of these withstand many steps.
doctor-transfer-none = There was no adversarial sample of a network trained in its place to compare with.
# $points lists doctor-point.
doctor-rises-with-epsilon = Accuracy against ε: { $points }. It must fall, and nowhere rise.
doctor-point = { $accuracy } at { $epsilon }
doctor-half-range = Where every sample can be made grey (as ε = 0.5 in L∞ lets it) { $robust } withstand; chance is { $chance }.
doctor-unbounded = Without a bound { $robust } withstand; it must be 0.
doctor-converged = { $once } withstand { $steps } steps, { $twice } withstand { $more_steps }: more must change almost nothing.
# Why there is too little to judge by.
doctor-neither-breaks = Neither breaks anything: take a larger ε.
doctor-nothing-breaks = Nothing breaks: take a larger ε.
doctor-few = But only { $attacked } samples could be attacked; take more.

## Binary: help
##
## help-COMMAND is a command, help-COMMAND-ARGUMENT one of its arguments, and help-any-ARGUMENT one that several have.

help-layerlab = Find out which layers of a network carry its robustness
help-new = Write a commented experiment to begin with
help-new-kind = What it does
help-new-file = The file to write; without it, it is printed
help-completions = Print what a shell needs to complete commands
help-completions-shell = The shell
help-manual = Print the manual page, or write one for every command
help-manual-out = The folder for the pages
help-devices = List the devices, with memory and measured speed
help-devices-check = Compute networks, an attack and a protocol on this device and on the CPU, and compare them
help-devices-json = Print the results as JSON
help-run = Run an experiment and write a run folder
help-network = List the layers of a network with their costs, and compare weights with them
help-data = Get and check the data sets that don't come with the program
help-attack = Attack a trained network and keep what the attacks found
help-doctor = Find out whether attacks on a network tell the truth; the exit code is 1 when its gradients look masked
help-dependency = Measure how strongly two sets of activations depend on each other, beside what chance gives
help-explore = Serve the page on this machine, with the runs of these folders in it
help-sweep = Run a grid of experiments, on this machine or a cluster

help-report = Write finished runs as a page to read, LaTeX tables, and CSV and Parquet tables
help-bench = Measure the speed of a standard piece of work
help-data-list = Show which sets there are, whose they are, and which are here
help-data-fetch = Get a set, verify it and put it into the data folder; an interrupted download goes on
help-data-check = Verify every file and every record of a set
help-bench-step = One training step of the standard network (docs/performance.md)
help-run-file = The experiment (.toml, or .json from the page)
help-run-out = The run folder to make [default: the next free runs/NAME-001]
help-run-force = Go on although experiment.toml was edited since; the report says so
help-run-resume = Go on with a run that was cut short
help-run-finish = End it at once with a report of what there is
help-run-settings = Another value of a setting, such as attack.epsilon=0.1; may be given several times
help-run-checkpoint = Save a checkpoint at least so often, besides those after evaluations and stages
help-run-seed = Another seed than the experiment's
help-run-deviation = Standard deviation of accuracies over trials, in points, for which --dry-run says what a triage could find
help-run-dry-run = Say what the run would do and about how long it would take, and run nothing
help-run-devices = Spread the trials of a protocol, and the cuts or blocks of each, over these devices, such as gpu:0-3
help-run-json = Print events as JSON lines; the last line is the result
help-sweep-file = The sweep (.toml)
help-sweep-out = The folder to make [default: the next free sweeps/NAME-001]
help-sweep-resume = Go on with what is left of a sweep
help-sweep-on = Where its cells are run; for kubernetes manifests are written
help-sweep-devices = Spread the cells over these devices, such as gpu:0-3 [default: the sweep's]
help-sweep-dry-run = Show cells, shared parents and about how long all of it would take, with the scripts or manifests; start nothing
help-sweep-status = Say how far a sweep is, and what Slurm still has of it
help-sweep-collect = Write one table over all finished cells
help-sweep-collect-table = A table of the run folders, such as networks.csv or layers.csv [default: the accuracies of all networks]
help-sweep-collect-out = The file to write [default: sweep.csv in the folder]
help-sweep-cancel = Take a sweep's jobs out of Slurm's queue
help-sweep-cell = Finish one cell of a sweep, as local sweeps, Slurm and Kubernetes do
help-sweep-cell-number = The number of the cell, from 1
help-sweep-parent = Train one shared parent of a sweep
help-any-until-input-ends = Leave with a checkpoint when the standard input ends, as it does with the local sweep that started this
help-sweep-parent-number = The number of the parent, from 1
help-any-folder = The folder that `layerlab sweep` made

help-report-runs = Folders of finished runs: one, or several seeds or devices of the same experiment, or different ones to stand side by side
help-report-out = The folder to make [default: the next free reports/NAME-001]
help-explore-folders = Folders of runs, or of one run
help-explore-port = The port to serve on [default: 8080, or the next free one]
help-explore-bundle = The page, as `cargo xtask bundle` makes it [default: the folder layerlab-page beside this program]
help-network-name = The network: resnet18, vgg16-bn, wrn-34-10, vit-b4, mnist-cnn, …
help-network-input = Shape of a sample: channels, height and width
help-network-classes = Number of classes
help-network-weights = Weights to compare with it (.safetensors; .pt or .pth from PyTorch, with the names of torchvision, timm or CIFAR programs)
help-network-export = Write these weights as safetensors with this program's names
help-attack-methods = The attack; may be repeated [default: auto-attack]
help-attack-steps = Steps of every attack (queries of square, draws of noise) [default: each attack's own]
help-attack-restarts = How often each attack starts anew on what withstood
help-attack-out = The folder to make
help-attack-resume = Go on with an evaluation that was cut short; it knows everything else
help-attack-json = Print the result as one JSON object
help-doctor-json = Print the report as one JSON object
help-dependency-parent = Activations of the earlier layer, 32- or 64-bit: FILE.npy or FILE.safetensors:NAME, of shape [N, D], [N, C, L] or [N, C, H, W]
help-dependency-child = Activations of the layer after it on the same N samples
help-dependency-labels = The classes of the samples, N integers: FILE.npy or FILE.safetensors:NAME
help-dependency-measure = What to measure, separated by commas: edge, ksg, ksg-noised, info-nce, connectivity, nhsic, nhsic-channels, cka, cka-rbf, cka-debiased
help-dependency-nulls = Permutations behind the null
help-dependency-seed = Seed of everything that is drawn
help-dependency-json = Print one JSON object with an entry for each measure
help-bench-step-work = What to measure
help-bench-step-batch = Images in a batch, of the small network
help-bench-step-channels = Channels of the small network's first convolution; the second has twice as many
help-data-list-json = Print one JSON object for each set
help-data-fetch-into = The data folder to put it into [default: $LAYERLAB_DATA, else layerlab in the system's data folder]
help-data-fetch-from = Take the files from here instead of from their makers: the address of a mirror, or a folder
help-data-check-from = The data folder in which it is [default: $LAYERLAB_DATA, else layerlab in the system's data folder]
help-attack-help = Print help; --help says more than -h
help-bench-step-help = Print help; --help says more than -h
help-bench-step-work-standard = One clean training step
help-bench-step-work-attack = PGD with seven iterations, without training
help-bench-step-work-pgd7 = PGD with seven iterations, then a training step on its result
help-bench-step-work-vgg16 = PGD with ten iterations on VGG16, then a training step on its result
help-bench-step-work-resnet18 = PGD with ten iterations on ResNet-18, then a training step on its result
help-any-name = The set, such as cifar-10 (`layerlab data list` shows all)
help-any-data-dir = The folder of fetched data sets [default: $LAYERLAB_DATA, else layerlab in the system's data folder]
help-any-device = cpu, gpu (Vulkan, Metal, DirectX) or cuda; gpu:1 and cuda:1 are the second of several, and several share batches (data parallel): gpu:0-3
help-any-micro-batch = Samples that a GPU holds at once: a batch is computed in such parts where its memory is too small
help-any-threads = Threads on the CPU [default: all cores]
help-any-weights = The weights (.safetensors; .pt or .pth from PyTorch), or the folder that `layerlab run` wrote
help-any-run = The folder that `layerlab run` wrote
help-any-of = One of its networks, such as semirobust-2, or trial-2/robust [default: its last weights]
help-any-network = The network that the weights belong to [default: what the experiment beside them says]
help-any-data = The data set [default: what the experiment beside the weights says]
help-any-mean = The mean that inputs are normalised by, one number for each channel [default: the run’s, else the file’s, else none]
help-any-std = Their standard deviation, likewise
help-any-samples = How many samples of the test split
help-any-first = The position of the first one
help-any-norm = The norm of the ball
help-any-epsilon = Its radius; values lie in [0, 1] [default: 0.1 in linf, 1 in l2]
help-any-seed = Seeds every random start
help-any-batch = Samples attacked together
help-any-json = Print one JSON object
help-any-help = Print help
help-any-version = Print version
