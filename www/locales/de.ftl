### German. The front of a network is „der vordere Teil“ (labels: „vorn“), what follows is „der Rest“. To fold is
### „verschmelzen“, since „falten“ means to convolve. Networks' names stand beside the noun, not before it, but for
### kind-…-adjective, which is always used as in „das … Netz“.

## The language itself

# ltr, or rtl for languages that are written from right to left.
language-direction = ltr
# Between groups of three digits: 1.000.
number-group = .
# Before decimals: 0,31.
number-decimal = ,
# A share in per cent; the space does not break.
percent = { $value } %
# A time that is left or was taken.
duration-seconds = etwa { $seconds } s
duration-minutes = etwa { $minutes } min
milliseconds = { $time } ms
# Between the details under a sentence.
separator-details = { " · " }
# Between the parts of a list.
separator-list = { ", " }
# Between clauses of a sentence.
separator-clauses = { "; " }
# The end of a list: $first is everything before the last part.
list-and = { $first } und { $last }
list-or = { $first } oder { $last }
yes = ja
no = nein
# Where a table or a picture has nothing.
none = –

## The top of the page

program = Layerlab
question-normal = Wie wenig braucht es, um ein Netz zu täuschen?
question-robust = Ein Netz robust machen: Was kostet das?
question-transfer = Das halbe Netz robust machen: Zieht der Rest nach?
question-triage = Schichten zu einer verschmelzen: Was verliert das Netz?
open = Öffnen
open-hint = Eine Datei oder den Ordner eines Laufs öffnen; auf die Seite ziehen geht auch
open-file = Datei
open-file-hint = Eine report.json oder .experiment.toml
open-folder = Ordner eines Laufs
open-folder-hint = Wie „layerlab run“ ihn schreibt: Der Bericht darin wird gezeigt
folder-without-report = In diesem Ordner ist keine report.json, er ist also kein fertiger Lauf von „layerlab run“: den Ordner eines Laufs wählen.
# Runs in folders of this computer, where the page comes from the binary.
local-runs = Läufe auf diesem Rechner
local-runs-hint = Fertige Läufe in den Ordnern, die „layerlab explore“ angegeben wurden
local-runs-awaited = Läufe werden gesucht …
local-runs-none = In diesen Ordnern ist noch kein fertiger Lauf.
local-runs-missing = Die Liste der Läufe kam nicht an. Läuft „layerlab explore“ noch?
local-run = { $workflow } · { $date }
update-ready = Eine neuere Version von Layerlab ist da. Sie gilt, sobald die Seite das nächste Mal geladen wird.
drop = Hier ablegen: Bericht, Bilder, Zip-Datei, Dateien eines Datensatzes oder Gewichte
export = Exportieren
export-experiment = Experiment
export-experiment-hint = Diese Einstellungen als Datei; „layerlab run DATEI“ wiederholt den Lauf auf der Kommandozeile
export-report = Bericht
export-report-hint = Die Zahlen dieses Laufs als Datei, die diese Seite öffnen kann
export-reports-hint = Die Zahlen der verglichenen Netze als Datei, die diese Seite öffnen kann
export-report-later = Die Zahlen eines Laufs, sobald einer beendet ist
export-link = Link mit Ergebnis
export-link-hint = Kopiert einen Link, der diese Zahlen sofort zeigt
export-link-later = Sobald ein Lauf von „Wie eingestellt trainieren“ beendet ist; andere Läufe sind zu groß für einen Link
export-curves = Kurven
export-curves-hint = Alle Läufe als Tabelle (CSV), eine Zeile je Auswertung
export-table = Tabelle der Läufe
export-table-hint = Worin sich die Läufe unterscheiden, und ihre Zahlen (CSV)
export-weights = Gewichte
export-weights-hint = Die zuletzt gesicherten Gewichte dieses Laufs, als .safetensors
export-weights-later = Die Gewichte eines Laufs aus diesem Besuch
weights-gone = Die Gewichte dieses Laufs sind nicht mehr da, weil inzwischen ein anderer Lauf den Rechenkern benutzt hat: zum Speichern noch einmal trainieren.
export-citation = Zitat
export-citation-hint = Die beiden Arbeiten und dieses Programm, als BibTeX
export-figures = Abbildungen
export-figures-later = Abbildungen: die Diagramme eines Laufs, sobald es welche gibt
export-as = { $name }, als { $format }
export-figure-refused = Der Browser konnte diese Abbildung nicht in eine Datei zeichnen: stattdessen einen Screenshot machen.
share = Teilen
share-hint = Einen Link zu genau diesen Einstellungen kopieren
link-copied = Link zu diesen Einstellungen kopiert; Ergebnisse über Exportieren
link-not-copied = Der Browser lässt die Seite den Link nicht kopieren: bitte aus der Adresszeile kopieren.
# The figures of a run that came with a link; $device is cpu, gpu or webgpu.
link-result = Dieser Link bringt ein Ergebnis mit, das anderswo berechnet wurde ({ $device }, { $seconds } s): nach Schritt { $step } sauber { $clean }, unter Angriff { $robust } (n = { $n }). „Trainieren“ berechnet es hier neu.
link-result-copied = Der Link mit dem Ergebnis ist kopiert und steht in der Adresszeile.
link-result-broken = Das Ergebnis in diesem Link ist nicht lesbar: um einen neuen Link bitten, oder es mit „Trainieren“ hier berechnen. Die Einstellungen sind die des Links.
theme-system = Hell oder dunkel wie das System
theme-light = Hell
theme-dark = Dunkel
theme-projector = Für den Beamer
# The button that turns to the next colour scheme: what it shows, and its whole name.
theme-short-auto = Auto
theme-short-light = Hell
theme-short-dark = Dunkel
theme-short-projector = Beamer
theme-button = Farben: { $theme }. Drücken für die nächsten
language = Sprache der Seite
# The button of the language menu: $short is what it shows (EN), $name the language by its own name.
language-label = { $short }, Sprache: { $name }
language-failed = Die Texte für { $language } ließen sich nicht laden, die Seite behält also ihre Sprache: die Verbindung prüfen und noch einmal wählen.
dismiss = Schließen

## As a frame in another page

embed = Einbetten
embed-hint = Diese Einstellungen in eine Folie oder eine Kursseite setzen
embed-title = In eine Seite einbetten
embed-panels = Was der Rahmen zeigt
panel-workflows = Wahl des Ablaufs
panel-setup = Einstellungen
panel-transport = Trainieren, Pause und Stopp
panel-finding = Was geschieht und herauskommt
panel-steps = Schritte des Laufs
panel-contrast = Netze nebeneinander
panel-network = Netz mit dem Schnitt
panel-modes = Wie jede Seite trainiert
panel-tracks = Maße unter den Schichten
panel-heat-map = Heatmap
panel-curves = Kurven
panel-runs = Liste der Läufe
panel-examples = Beispiele
panel-noise = Rauschen am Schnitt
panel-audit = Theorem, geprüft
panel-claims = Behauptungen
panel-recovery = Was Training zurückbringt
panel-filters = Filter
panel-own = Eigene Beispiele und Gewichte
panel-credit = Link zur ganzen Seite
embed-theme = Farben
embed-width = Breite in Pixeln
embed-height = Höhe in Pixeln
embed-autoplay = Startet von selbst
embed-autoplay-hint = Der Lauf beginnt, sobald der Rahmen zu sehen ist; sonst wartet der Rahmen auf einen Klick
embed-result = Mit den Werten dieses Laufs
embed-result-hint = Der Rahmen zeigt Kurven und Genauigkeiten des fertigen Laufs, bevor jemand etwas drückt
embed-result-later = Sobald ein Training zu Ende ist. Ein Transfer oder eine Triage hat zu viele Werte für eine Adresse: den exportierten Bericht neben die Seite legen und &run=report.json in die Adresse des Rahmens schreiben
embed-html = HTML für die eigene Seite
embed-copy = HTML kopieren
embed-copied = Kopiert.
embed-not-copied = Der Browser lässt die Seite das HTML nicht kopieren. Es ist markiert: Strg+C oder ⌘C drücken.
embed-keys = Tasten, die in einem Rahmen gedrückt werden, bleiben in ihm: daneben klicken, bevor die Folie gewechselt wird.
embed-more = Ein Skript in der eigenen Seite kann den Rahmen auch starten und anhalten und seine Zahlen lesen, wie hier:
embed-deck = Folien mit drei Rahmen
embed-course = eine Kursseite
embed-look = Ansehen, wie es wird
embed-frame-title = Layerlab: { $question }
close = Schließen
poster-run = Hier ausführen
poster-open = Erst umsehen
credit = Layerlab: die ganze Seite öffnen
credit-hint = Öffnet diese Einstellungen mit allen Bedienelementen in einem neuen Tab
nothing-kept = In diesem Rahmen wird nichts gespeichert.
# What a frame's address asks for and there is not. $names, $name, $entries and $path stand in the address.
embed-unknown-panels =
    Die Adresse dieses Rahmens verlangt „{ $names }“, { $count ->
        [one] aber keine Anzeige hat diesen Namen
       *[other] aber keine Anzeigen haben diese Namen
    }: Welche es gibt, steht in docs/embedding.md.
embed-unknown-theme = Die Adresse verlangt die Farben „{ $name }“: auto, light, dark oder projector angeben.
embed-no-origin = origin= in der Adresse enthält „{ $entries }“: den Anfang einer Adresse angeben, etwa https://course.example, mehrere durch Kommas getrennt.
embed-run-elsewhere = run= in der Adresse enthält „{ $path }“, und das ist kein Pfad auf dem Server dieser Seite: den Bericht neben die Seite legen und dessen Pfad angeben.
run-unanswered = Der Bericht { $path } wurde nicht geöffnet: Der Server antwortete { $status }. run= in der Adresse prüfen.
run-unreachable = Der Bericht { $path } wurde nicht geöffnet: Der Server ist nicht erreichbar oder lässt diesen Rahmen nicht lesen.
# Why a message of the page around a frame is not carried out; programmers read these.
frame-refuses-origin = Dieser Rahmen nimmt keine Nachrichten von { $origin } an: seine Adresse um origin={ $origin } ergänzen.
frame-refuses-size = Die Nachricht hat { $bytes } Bytes, gelesen werden höchstens { $most }.
frame-refuses-form = Die Nachricht braucht version und action: siehe docs/embedding.md.
frame-refuses-version = Die Nachricht hat Version { $found }, diese Seite spricht Version { $supported }: die Nachricht ändern oder eine Seite dieser Version verwenden.
frame-refuses-action = Die Aktion „{ $asked }“ gibt es nicht: eine von { $known } verwenden.
frame-refuses-call = Die Aktion { $action } ist nicht lesbar ({ $why }): siehe docs/embedding.md.
frame-refuses-link = Der Link wird nicht übernommen: { $problems }. Nichts wurde geändert.
frame-refuses-link-version = Der Link hat Version { $found }, diese Seite liest Version { $supported }. Nichts wurde geändert.
frame-refuses-link-value = „{ $key }“ ist „{ $value }“, nötig ist aber: { $give }
frame-refuses-busy = Ein Lauf ist im Gang: erst stoppen oder zurücksetzen, dann den Link noch einmal setzen.
frame-refuses-no-run = Es ist kein Lauf im Gang, also gibt es nichts anzuhalten oder zu stoppen.

## Where it computes

device-auto = Automatisch
device-auto-hint = die GPU, wenn der Browser eine echte anbietet
device-cpu = CPU
device-cpu-hint = läuft überall
device-gpu = WebGPU
device-gpu-hint = lädt einen größeren Rechenkern
device-cores = CPU-Kerne
device-cores-hint = Jeder weitere Kern braucht etwa 50 MB Speicher.
device-from-next-run = Das Gerät wechselt mit dem nächsten Lauf; dieser läuft weiter, wo er ist.
device-cpu-word = CPU
device-webgpu-word = WebGPU
# Why an engine is used, after its name and a colon.
device-asked = so gewählt
device-asked-software = so gewählt; diese GPU wird von Software nachgeahmt
device-offered = dieser Browser bietet eine GPU an
device-asking = der Browser wird nach einer GPU gefragt
device-none = dieser Browser bietet keine GPU an
device-left-out = diese Kopie der Seite rechnet nur auf der CPU
device-software = dieser Browser ahmt eine GPU nur in Software nach
device-loading = der GPU-Rechenkern wird geladen
device-lost = die GPU ging verloren
device-menu-hint = { $device }: { $reason }
device-menu-label = Wo gerechnet wird: { $device }, { $reason }
device-menu-note = { $device }: { $reason }.
no-gpu-engine = Diese Kopie der Seite hat keinen GPU-Rechenkern, also rechnet die CPU. Sonst ändert sich nichts.
no-gpu = Dieser Browser bietet der Seite keine GPU an, also rechnet die CPU. Sonst ändert sich nichts.
# $why is what the browser said, or none.
gpu-lost =
    Die GPU ging bei Schritt { $step } verloren{ $why ->
        [none] { "" }
       *[other] { " " }({ $why })
    }. Das Training geht auf der CPU ab Schritt { $from } weiter, mit den zuletzt gesicherten Gewichten.
gpu-lost-early =
    Die GPU ging bei Schritt { $step } verloren{ $why ->
        [none] { "" }
       *[other] { " " }({ $why })
    }, bevor Gewichte gesichert waren. Der Lauf beginnt auf der CPU von vorn.
gpu-lost-idle =
    Der GPU-Rechenkern ist nicht nutzbar{ $why ->
        [none] { "" }
       *[other] { " " }({ $why })
    }. Stattdessen rechnet die CPU.
cpu-engine-lost =
    Der Rechenkern ist stehen geblieben{ $why ->
        [none] { "" }
       *[other] { " " }({ $why })
    }.
cpu-engine-lost-mend = „Trainieren“ startet ihn neu; bleibt er wieder stehen, hilft es, die Seite neu zu laden.

## Workflows

workflows = Was hier geschieht
workflow-train = Wie eingestellt trainieren
workflow-train-hint = Ein Netz; jede Seite trainiert wie gewählt
workflow-transfer = Robustheit wandern sehen
workflow-transfer-hint = Algorithmus 1: den vorderen Teil robust machen, einen sauberen Rest dahintersetzen und sehen, ob Feintuning des Rests allein die Robustheit zurückbringt
workflow-triage = Blöcke komprimieren
workflow-triage-hint = Deep Net Triage: einen Block von Schichten zu einer verschmelzen, trainieren, was übrig ist, und sehen, was das Netz verliert

## The set-up

setup = Einstellungen
setup-locked = Während eines Laufs stehen die Einstellungen fest; zum Ändern stoppen oder zurücksetzen.
setup-live = Was nicht ausgegraut ist, wirkt sofort; alles andere steht während des Trainings fest.
setup-changed = Die Einstellungen wurden geändert; das gilt ab dem nächsten Lauf.
welcome = Ein Angriff ändert jeden Bildpunkt ein wenig: Ein Mensch sieht kaum einen Unterschied, und das Netz irrt sich. Kann ein Netz lernen, dem standzuhalten, und müssen alle seine Schichten es lernen?
welcome-lesson = Neu hier? Mit Lektion 1 beginnen
example-aside = Diese Netze wurden vorab trainiert. „Trainieren“ trainiert sie hier, zum Zusehen; vorher lässt sich alles ändern.
setup-unsound = So lässt sich das nicht trainieren.
planned-how = Schnitt verschieben, für jede Seite die Trainingsart wählen, „Trainieren“ drücken: Die Kurven unten zeigen, was das unter Angriff wert ist.
data = Daten
data-own = Eigene Beispiele
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
network = Netz
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
attack = Angriff
norm-linf = PGD, L∞
norm-l2 = PGD, L2
epsilon = Stärke ε
warm-epochs = Erst sauber
warm-epochs-hint = Epochen, in denen das ganze Netz zuerst mit sauberen Beispielen trainiert
epochs = Epochen
compare = Mit normal und robust vergleichen
until-stopped = Bis zum Stopp
epochs-hint = Durchläufe durch die Trainingsbeispiele in den gewählten Trainingsarten
normal-epochs = Normal
normal-epochs-hint = Epochen mit sauberen Beispielen
robust-epochs = Robust
robust-epochs-hint = Epochen mit angegriffenen Beispielen, vom normalen Netz aus
tune-epochs = Feintuning
tune-epochs-hint = So viele Epochen trainiert der Rest höchstens hinter dem eingefrorenen vorderen Teil; Schluss ist, sobald das Netz so robust ist wie das robuste
parent-epochs = Epochen
parent-epochs-hint = Trainingsepochen des Ausgangsnetzes
child-epochs = Epochen danach
child-epochs-hint = Trainingsepochen nach der Komprimierung; das Ausgangsnetz trainiert zur Kontrolle noch einmal so lange
more = Mehr
more-attack = Angriff im Training
more-training = Training
more-samples = Beispiele und Zufall
more-compression = Komprimierung
defence = Adversarielles Training
defence-pgd = PGD (Madry)
defence-free = Free
defence-trades = TRADES
defence-ibp = zertifiziert (Intervallschranken)
attack-steps = Schritte
attack-step-size = Schrittweite
attack-random-start = Zufälliger Start
free-replays = Nutzungen je Batch
free-replays-hint = Wie oft Free-Training einen Batch durchgeht, bevor der nächste kommt
ibp-kappa = Gewicht κ
ibp-kappa-hint = Wie viel die sauberen Antworten zählen; alles Übrige gilt dem Schlimmsten, was die Intervallschranken zulassen
trades-beta = Gewicht β
trades-beta-hint = Wie viel die angegriffenen Antworten gegenüber den sauberen zählen
optimiser = Optimierer
optimiser-sgd = SGD
optimiser-adam = Adam
optimiser-adam-w = AdamW
learning-rate = Lernrate
momentum = Momentum
batch-size = Batchgröße
batch-norm = Batch-Normalisierung
kernel = Kernel der einen Schicht (von uns)
kernel-same = Wie zuvor
kernel-receptive-field = So groß, wie der Block sieht
final-attacks = Angriffe am Ende
final-attacks-hint = Jedes fertige Netz wird auch damit gemessen, in der Norm und mit dem ε der Einstellungen
final-attacks-samples = Beispiele
final-attacks-samples-hint = Testbeispiele für diese Angriffe: AutoAttack braucht Tausende Durchläufe für jedes, das standhält
final-attacks-found = Genauigkeit unter weiteren Angriffen, mit 95-%-Intervallen über Beispiele
train-samples = Zum Trainieren
test-samples = Zurückgehalten
seed = Seed
# A field that takes numbers got something else.
not-a-number = { $field } ist „{ $value }“: bitte eine Zahl eingeben; es bleibt beim alten Wert.
setup-cnn = Ein CNN sieht Bilder an, und { $data } sind Punkte der Ebene: als Netz MLP wählen.
setup-frozen = Alle Schichten sind eingefroren, es würde also nichts trainieren: eine Seite auf sauber oder adversariell stellen oder den Schnitt verschieben.
setup-no-epochs = Es gibt nichts zu trainieren: mindestens 1 Epoche angeben.

## Starting and stopping

train = Trainieren
continue = Weiter
pause = Pause
step = Schritt
stop = Stopp
reset = Zurücksetzen
train-hint = Das Netz trainieren
pause-hint = Nach diesem Schritt anhalten
step-hint = Ein Trainingsschritt
stop-hint = Stoppen und berichten, was da ist
reset-hint = Stoppen und die Bühne leeren; fertige Läufe bleiben in der Liste

## The status line: what Train will do

# $mode, $front_mode and $rest_mode are clean, adversarial or frozen; $front and $rest name layers.
planned-whole =
    Das ganze Netz { $mode ->
        [clean] lernt aus sauberen Beispielen
        [adversarial] lernt aus angegriffenen Beispielen
       *[frozen] bleibt eingefroren
    }.
planned-warm-whole =
    Erst lernt alles { $epochs ->
        [one] 1 Epoche
       *[other] { $epochs } Epochen
    } lang aus sauberen Beispielen; dann { $mode ->
        [clean] lernt das ganze Netz aus sauberen Beispielen
        [adversarial] lernt das ganze Netz aus angegriffenen Beispielen
       *[frozen] bleibt das ganze Netz eingefroren
    }.
planned-sides =
    Der vordere Teil ({ $front }) { $front_mode ->
        [clean]
            lernt aus sauberen Beispielen, der Rest ({ $rest }) { $rest_mode ->
                [clean] aus sauberen
                [adversarial] aus angegriffenen
               *[frozen] bleibt eingefroren
            }.
        [adversarial]
            lernt aus angegriffenen Beispielen, der Rest ({ $rest }) { $rest_mode ->
                [clean] aus sauberen
                [adversarial] aus angegriffenen
               *[frozen] bleibt eingefroren
            }.
       *[frozen]
            bleibt eingefroren, der Rest ({ $rest }) { $rest_mode ->
                [clean] lernt aus sauberen Beispielen
                [adversarial] lernt aus angegriffenen Beispielen
               *[frozen] ebenso
            }.
    }
planned-warm-sides =
    Erst lernt alles { $epochs ->
        [one] 1 Epoche
       *[other] { $epochs } Epochen
    } lang aus sauberen Beispielen; dann { $front_mode ->
        [clean]
            lernt der vordere Teil ({ $front }) aus sauberen Beispielen, der Rest ({ $rest }) { $rest_mode ->
                [clean] aus sauberen
                [adversarial] aus angegriffenen
               *[frozen] bleibt eingefroren
            }.
        [adversarial]
            lernt der vordere Teil ({ $front }) aus angegriffenen Beispielen, der Rest ({ $rest }) { $rest_mode ->
                [clean] aus sauberen
                [adversarial] aus angegriffenen
               *[frozen] bleibt eingefroren
            }.
       *[frozen]
            bleibt der vordere Teil ({ $front }) eingefroren, der Rest ({ $rest }) { $rest_mode ->
                [clean] lernt aus sauberen Beispielen
                [adversarial] lernt aus angegriffenen Beispielen
               *[frozen] ebenso
            }.
    }
planned-time =
    Das dauert hier { $time }{ $networks ->
        [one] { "" }
       *[other] { " " }für die { $networks } Netze
    }.
planned-layers = Schicht für Schicht: { $layers }.
planned-layer = { $layer } { $mode }
planned-earlier =
    { $phases ->
        [one] Davor kommt 1 Phase aus der Datei oder dem Link.
       *[other] Davor kommen { $phases } Phasen aus der Datei oder dem Link.
    }
# The first and the last of some neighbouring layers.
layers-span = { $first } bis { $last }
transfer-planned =
    Ein normales Netz trainieren, es robust machen und dann { $rest ->
        [0] keine Schicht
        [1] die letzte Schicht
        [2] die letzten zwei Schichten
        [3] die letzten drei Schichten
        [4] die letzten vier Schichten
        [5] die letzten fünf Schichten
       *[other] die letzten { $rest } Schichten
    } des normalen hinter den robusten vorderen Teil setzen. Bringt { $rest ->
        [1] ihr
       *[other] deren
    } Feintuning mit { $objective ->
        [clean] sauberen
       *[adversarial] angegriffenen
    } Beispielen die Robustheit zurück?
transfer-empty = Schnitt verschieben und „Trainieren“ drücken: Die Spuren unten zeigen Schicht für Schicht, was jedes der vier Netze aushält.
# $blocks lists the blocks; $grouping says whether there is one, several at once, or several in turn.
triage-planned =
    { $parent ->
        [normal] Ein normales Netz
        [robust] Ein robustes Netz
        [half-robust] Ein halb robustes Netz
       *[several] Mehrere Netze
    } trainieren, { $grouping ->
        [one] { $blocks } zu einer Schicht verschmelzen
        [at-once] { $blocks } auf einmal verschmelzen
       *[in-turn] { $blocks } nacheinander verschmelzen
    } und { $schemes ->
        [0] ansehen, was übrig ist
        [1] trainieren, was übrig ist
       *[other] auf { $schemes } Arten trainieren, was übrig ist
    }. Was geht verloren?
triage-pick = Einen Block wählen: Auf welche Schichten kann das Netz verzichten?
triage-pick-how = Unter einigen Schichten „Verschmelzen“ drücken: Sie werden eine. „Trainieren“ zeigt dann, was das kostet und wie viel Training zurückbringt.
triage-ready = Erst wird ein Ausgangsnetz trainiert, dann jede Verschmelzung, von ihren Anfangsgewichten aus.
triage-adds = Das Ausgangsnetz ist bekannt: „Trainieren“ misst nur die neuen Felder.
triage-nothing-missing = Alles Angekreuzte ist schon gemessen: einen weiteren Block verschmelzen oder eine weitere Trainingsart ankreuzen.
triage-no-block = Dieses Netz hat keine zwei gleichartigen Schichten hintereinander, also lässt sich nichts verschmelzen: Small VGG oder MLP wählen.

## The status line: how far a run is

progress-paused = Angehalten bei Schritt { $step }.
progress-paused-detail =
    { $left ->
        [one] noch 1 Schritt
       *[other] noch { $left } Schritte
    } · „Weiter“ oder einzelner Schritt
progress-stopping = Wird gestoppt; gemessen wird, was da ist …
progress-pausing = Pause nach diesem Schritt …
progress-trained = Fertig trainiert. Das Ergebnis wird gemessen …
progress-trained-detail = { $n } zurückgehaltene Beispiele, { $attack }
progress-preparing = Wird vorbereitet …
progress-loading = Daten werden geladen, das Netz wird aufgebaut
# While a graphics card gets ready: what is done, then how long already, then a button.
slow-start-engine = Das Programm für die Grafikkarte wird geladen und gestartet.
slow-start-network = Das Netz und seine ersten Beispiele kommen auf die Grafikkarte.
slow-start-seconds = Bisher { $seconds } s.
use-cpu = Lieber die CPU nehmen
use-cpu-hint = Diesen Lauf jetzt auf der CPU beginnen; oben lässt sich die Grafikkarte wieder wählen
progress-preparing-gpu = Die Grafikkarte wird vorbereitet …
progress-preparing-gpu-detail = { $done } von { $of } Teilen fertig · der Browser übersetzt ihre Programme, einmal für jedes Netz
progress-epoch = Training, Epoche { $epoch } von { $epochs }.
progress-of-several = Netz { $number } von { $of }, { $network }: { $sentence }
progress-step-open = Schritt { $step }
progress-epoch-open = Training, Epoche { $epoch }.
progress-until-stopped = läuft weiter bis zum Stopp
progress-step = Schritt { $step } von { $steps }
training-step = Trainingsschritt { $step } von { $steps }
training-step-at-most = Trainingsschritt { $step } von höchstens { $steps }
progress-left = noch { $time }
progress-measuring = Messung: { $share }
measuring = Messung …
epoch-of = Epoche { $epoch } von { $epochs }
# What a protocol does now ($what is one of the messages below) in its epoch and its trial.
progress-in-epoch = { $what }, { $epoch }
progress-in-trial = Durchgang { $trial } von { $trials }, { $what }
progress-sentence = { $what }.
transfer-now-normal = Schritt { $number } von { $of }: ein normales Netz wird trainiert
transfer-now-robust = Schritt { $number } von { $of }: es wird robust gemacht
transfer-now-swap = Schritt { $number } von { $of }: der saubere Rest sitzt hinter dem robusten vorderen Teil; Messung
transfer-now-fine-tune = Schritt { $number } von { $of }: Feintuning des Rests hinter dem eingefrorenen vorderen Teil
transfer-now-compare = Schritt { $number } von { $of }: zum Vergleich derselbe Rest hinter dem sauberen vorderen Teil
measured-last = zuletzt gemessen: das Netz „{ $network }“
triage-now-parent = das Ausgangsnetz wird trainiert
triage-now-robust = das Ausgangsnetz wird robust gemacht
triage-now-measure = das Ausgangsnetz wird gemessen
triage-now-longer = zur Kontrolle wird das Ausgangsnetz länger trainiert
triage-now-transfer = zur Kontrolle Feintuning des Rests des Ausgangsnetzes hinter seinem vorderen Teil
triage-now-fold = Verschmelzung { $fold }: Messung ohne Training
triage-now-cell = Verschmelzung { $fold }: { $scheme }
triage-fields = { $done } von { $cells } Feldern

## The status line: what a run found

# The attack of the evaluation.
attack-label = { $method }, ε { $epsilon }
attack-label-l2 = { $method } in L2, ε { $epsilon }
finding-stopped = Gestoppt bei Schritt { $step }.
# $network and $other are adjectives: kind-…-adjective.
finding =
    Unter Angriff ({ $attack }) liegt das { $network } Netz bei { $robust } der { $n } { $samples ->
        [images] Bilder
       *[points] Punkte
    } { $interval } richtig. Ohne Angriff: { $clean } { $clean_interval }.
# Three networks, trained normally, as set up ($network), and fully adversarially.
finding-three =
    Unter Angriff ({ $attack }) liegt das normale Netz bei { $normal }, das { $network } bei { $robust } und das ganz robuste bei { $full } der { $n } { $samples ->
        [images] Testbilder
       *[points] Testpunkte
    } richtig; ohne Angriff bei { $clean_normal }, { $clean } und { $clean_full }.
finding-full-is-short = Das ganz robuste Netz liegt noch zurück: Es lernt langsamer und bräuchte mehr Epochen.
finding-beside =
    Unter Angriff ({ $attack }) liegt das { $network } Netz bei { $robust } der { $n } { $samples ->
        [images] Bilder
       *[points] Punkte
    } { $interval } richtig, das { $other } bei { $other_robust } { $other_interval }. Ohne Angriff: { $clean } und { $other_clean }.
provenance =
    { $steps } Schritte in { $seconds } s auf { $device }, Seed { $seed }. Klammern: { $brackets ->
        [samples] 95-%-Intervalle über Beispiele
        [trials] 95-%-Intervalle über Durchgänge
       *[range] kleinster und größter Wert der Durchgänge
    }.
transfer-ended-early = Der Lauf endete, bevor es ein robustes Netz zum Vergleichen gab.
transfer-finding-robust =
    Unter Angriff ({ $attack }) liegt das robuste Netz bei { $robust } der { $n } { $samples ->
        [images] Bilder
       *[points] Punkte
    } richtig{ $trials ->
        [1] { "" }
       *[other] , im Mittel von { $trials } Durchgängen
    }.
transfer-finding-swapped =
    Unter Angriff ({ $attack }) liegt das robuste Netz bei { $robust } der { $n } { $samples ->
        [images] Bilder
       *[points] Punkte
    } richtig{ $trials ->
        [1] { "" }
       *[other] , im Mittel von { $trials } Durchgängen
    }; mit { $rest ->
        [0] keiner Schicht
        [1] der sauberen letzten Schicht
        [2] den sauberen letzten zwei Schichten
        [3] den sauberen letzten drei Schichten
        [4] den sauberen letzten vier Schichten
        [5] den sauberen letzten fünf Schichten
       *[other] den sauberen letzten { $rest } Schichten
    } hinter seinem vorderen Teil bei { $swapped }.
transfer-finding-tuned =
    Unter Angriff ({ $attack }) liegt das robuste Netz bei { $robust } der { $n } { $samples ->
        [images] Bilder
       *[points] Punkte
    } richtig{ $trials ->
        [1] { "" }
       *[other] , im Mittel von { $trials } Durchgängen
    }; mit { $rest ->
        [0] keiner Schicht
        [1] der sauberen letzten Schicht
        [2] den sauberen letzten zwei Schichten
        [3] den sauberen letzten drei Schichten
        [4] den sauberen letzten vier Schichten
        [5] den sauberen letzten fünf Schichten
       *[other] den sauberen letzten { $rest } Schichten
    } hinter seinem vorderen Teil bei { $swapped }; nach deren alleinigem Feintuning mit { $objective ->
        [clean] sauberen
       *[adversarial] angegriffenen
    } { $samples ->
        [images] Bildern
       *[points] Punkten
    } bei { $tuned }.
transfer-finding-robust-is-short =
    Das ganz robuste Netz liegt darunter: Vielleicht braucht es mehr als { $epochs ->
        [one] seine eine Epoche
       *[other] seine { $epochs } Epochen
    }, oder es wurde zu lange trainiert.
transfer-finding-control =
    Mit dem gleichen Feintuning hinter dem normalen vorderen Teil { $rest ->
        [1] kommt dieselbe Schicht
       *[other] kommen dieselben Schichten
    } allein auf { $control }: { $adds ->
        [more] Der robuste vordere Teil bringt { $points } Prozentpunkte mehr.
       *[none] Hier bringt der robuste vordere Teil nichts.
    }
triage-ended-early = Der Lauf endete, bevor das Ausgangsnetz ({ $parent }) gemessen war.
# $measure says which accuracy is meant.
triage-finding-none =
    { $why ->
        [unfolded] Zurzeit ist nichts verschmolzen.
       *[unmeasured] Noch ist keine Verschmelzung gemessen.
    } Das Ausgangsnetz hat { $parent } Genauigkeit { $measure ->
        [clean] ohne Angriff
       *[attacked] unter Angriff
    }.
# $folding is folding-one or folding-several, $done one of scheme-…-done.
triage-finding-one =
    { $folding } ändert die Genauigkeit { $measure ->
        [clean] ohne Angriff
       *[attacked] unter Angriff
    } um { $points } { $interval } Prozentpunkte ({ $done }); das Ausgangsnetz hat { $parent }.
triage-finding-trained =
    { $folding } ändert die Genauigkeit { $measure ->
        [clean] ohne Angriff
       *[attacked] unter Angriff
    } zunächst um { $before } Prozentpunkte, nach dem Training ({ $done }) sind es { $points } { $interval }; das Ausgangsnetz hat { $parent }.
triage-finding-several =
    Verschmelzen schadet am meisten bei { $worst } ({ $worst_points } Prozentpunkte { $worst_interval } an Genauigkeit { $measure ->
        [clean] ohne Angriff
       *[attacked] unter Angriff
    }; { $done }) und am wenigsten bei { $best } ({ $best_points } { $best_interval }); das Ausgangsnetz hat { $parent }.
# In place of an interval where one trial or equal ones give none.
triage-no-interval = [kein Intervall]
triage-finding-overlap = Die Intervalle überlappen sich: Das trennt die beiden nicht.
triage-in-short = { $fold }, { $done }: { $points } Prozentpunkte
folding-one = { $fold } zu einer Schicht zu verschmelzen
folding-several = { $folds } auf einmal zu verschmelzen
as-one-layer = { $fold } als eine Schicht
each-as-one-layer = { $folds }, jeweils als eine Schicht

## Runs

runs = Läufe
runs-now = dieser Lauf
run-from-link = aus einem Link, anderswo berechnet
run-open = Öffnen
run-open-hint = { $name } wieder öffnen, mit Bildern und Einstellungen
run-lines = Kurven von { $name } zeichnen
run-more = Bearbeiten
run-more-hint = { $name } bearbeiten: Name, Notiz, Löschen
run-title = Name
run-remark = Notiz
run-delete = Löschen
run-delete-hint = Lässt sich zurückholen, bis der nächste gelöscht wird
run-deleted = Der Lauf ist gelöscht.
undo = Rückgängig
compare-runs = Vergleichen
column-run = Lauf
column-steps = Schritte
column-seconds = Sekunden
again = Gleicher Start
again-hint = Von denselben Anfangsgewichten aus neu trainieren, mit allem, was seitdem geändert wurde
again-same-weights = Dieser Lauf beginnt mit denselben Anfangsgewichten wie der vorige (Seed { $seed }): Was anders ist, kommt von den Änderungen.
again-other-network = Das Netz oder seine Eingabe wurde geändert, dieser Lauf kann also nicht mit denselben Gewichten beginnen; der Seed ist derselbe.
# Steps done and planned of a run that ended with its page or its engine.
cut-short = Ein Lauf brach nach Schritt { $step } von { $steps } ab.
runs-elsewhere = Ein Lauf geht in einem anderen Tab dieses Browsers weiter: Schritt { $step } von { $steps }, als er zuletzt gesichert wurde.
go-on = Damit weitermachen
checkpoint-damaged = Der gesicherte Stand dieses Laufs ist nicht lesbar, es geht also nicht weiter: mit „Trainieren“ neu beginnen.
# What changed from the run before: it names a run.
differs = { $what } { $from } → { $to }
differs-new = { $what } { $to }
differs-only = { $what } geändert
differs-more = und { $count } weitere
differs-none = noch einmal dieselben Einstellungen
differs-epsilon = ε
differs-cut = Schnitt
differs-after = nach { $layer }
differs-key = „{ $key }“

## Looking back in time

time = Zeit
time-hint = Auf eine Auswertung zurückblicken: Bilder und Balken, wie sie waren. Weiter mit Pfeiltasten, Pos1 und Ende
time-reading = Schritt { $step }: sauber { $clean }, unter Angriff { $robust } (von { $n } Beispielen)

## What the browser keeps

store-missing = Dieser Browser speichert für diese Seite nichts (privates Fenster, Rahmen oder Einstellung), Läufe bleiben also nur, bis die Seite geschlossen wird: Wichtiges exportieren.
store-full = Der Browser hat keinen Platz für weitere Läufe: einige aus der Liste löschen oder diesen als Bericht exportieren; sonst bleibt er nur, solange die Seite offen ist.
store-damaged = Was dieser Browser von Layerlab gespeichert hat, ist beschädigt, Läufe bleiben also nur, bis die Seite geschlossen wird; die Daten dieser Website zu löschen, behebt das.
store-newer = Ein neueres Layerlab speichert Läufe in diesem Browser; sie bleiben unberührt, und Läufe dieser Seite bleiben nur, bis sie geschlossen wird. Neu laden holt die neuere Version.
store-blocked = Ein anderer Tab dieses Browsers hält fest, was Layerlab hier speichert: die anderen Tabs schließen. Bis dahin bleiben Läufe nur, solange diese Seite offen ist.
store-unread =
    { $runs ->
        [one] Ein gespeicherter Lauf ist nicht lesbar und bleibt, wie er ist
       *[other] { $runs } gespeicherte Läufe sind nicht lesbar und bleiben, wie sie sind
    }: Vielleicht liest sie eine andere Version von Layerlab.

## An engine that says nothing

engine-quiet = Der Rechenkern meldet seit { $seconds } s nichts, länger als je in diesem Lauf. Vielleicht braucht etwas lange, vielleicht ist er stehen geblieben: warten, oder ihn mit den zuletzt gesicherten Gewichten neu starten.
start-anew = Neu starten
engine-restarted = Der Rechenkern wurde neu gestartet; der Lauf geht ab Schritt { $step } weiter.
engine-restarted-early = Der Rechenkern wurde neu gestartet, bevor Gewichte gesichert waren; der Lauf beginnt von vorn.
run-detail = ε { $epsilon }
run-detail-cut = Schnitt nach { $layer }, ε { $epsilon }
run-detail-transfer = letzte { $rests }, ε { $epsilon }
run-detail-blocks = { $blocks }, ε { $epsilon }
# Kinds of runs, in the list; the adjective stands in „das … Netz“.
kind-normal = normal
kind-normal-adjective = normale
kind-robust = robust
kind-robust-adjective = ganz robuste
kind-half-robust = halb robust
kind-half-robust-adjective = halb robuste
kind-robust-rest = Rest robust
kind-robust-rest-adjective = nur im Rest robuste
kind-frozen-then-clean = vorn eingefroren, Rest sauber
kind-frozen-then-clean-adjective = vorn eingefrorene, im Rest saubere
kind-frozen-then-robust = vorn eingefroren, Rest robust
kind-frozen-then-robust-adjective = vorn eingefrorene, im Rest robuste
kind-clean-then-frozen = vorn sauber, Rest eingefroren
kind-clean-then-frozen-adjective = vorn saubere, im Rest eingefrorene
kind-robust-then-frozen = vorn robust, Rest eingefroren
kind-robust-then-frozen-adjective = vorn robuste, im Rest eingefrorene
kind-frozen = eingefroren
kind-frozen-adjective = eingefrorene
kind-mixed = Schicht für Schicht
kind-mixed-adjective = gemischte
kind-transfer = Transfer
kind-transfer-adjective = übertragene
kind-triage = Triage
kind-triage-adjective = komprimierte

## The network, layer by layer

network-view = Das Netz, Schicht für Schicht
input = Eingabe
prediction = Vorhersage
prediction-true = (richtig)
prediction-empty = Hier wird stehen, was das Netz sagt.
# One class of the prediction, for people who can't see the bars.
prediction-label = { $class }: sauber { $clean }, unter Angriff { $attacked }
cut = Schnitt
cut-hint = Ziehen, oder mit den Pfeiltasten
cut-between = zwischen { $before } und { $after }
cut-first = vor { $layer }: alles gehört zum Rest
cut-last = nach { $layer }: alles gehört zum vorderen Teil
front = Vorderer Teil
rest = Rest
side-empty = keine Schicht auf dieser Seite
front-robust = robust
front-frozen = dann eingefroren
mode-clean = sauber
mode-clean-hint = Diese Schichten lernen aus den Beispielen, wie sie sind
mode-adversarial = adversariell
mode-adversarial-hint = Diese Schichten lernen aus angegriffenen Beispielen
mode-frozen = eingefroren
mode-frozen-hint = Diese Schichten lernen gar nicht
layer-mode = Wie { $layer } trainiert
layer-held = adversariell, dann eingefroren
layer-tuned = Feintuning
layer-untrained = untrainiert, geplant: { $state }
layer-label = { $layer }: { $state }
layer-tokens = { $tokens } Tokens der Breite { $width }
parameters = { $count } Parameter
parameters-change = { $before } → { $after }
sensitivity = Sensitivität
sensitivity-empty = zeigt, wie weit der Angriff die Ausgabe jeder Schicht verschiebt
sensitivity-says = wie weit der Angriff die Ausgabe jeder Schicht verschiebt, relativ zu ihrer Größe
sensitivity-cell = { $layer }: { $value } [{ $low }; { $high }]

## Curves

curves = Genauigkeit auf zurückgehaltenen Beispielen
contrast = Nebeneinander
contrast-note = Der Angriff sucht für jedes Netz neu die schlimmste Änderung innerhalb von ε: dieselben Bilder, wie jedes Netz sie bekommt, und wofür es sie hält.
contrast-waits = noch nicht ausgewertet
contrast-bar = { $what }: { $share } { $interval }
contrast-sample = Richtig ist: { $class }; angegriffen hält das Netz es für: { $says }
# Under the curves; results are on all test samples.
curves-on =
    Unterwegs: { $n } { $split ->
        [validation]
            { $samples ->
                [images] Validierungsbilder
               *[points] Validierungspunkte
            }
       *[test]
            { $samples ->
                [images] Testbilder
               *[points] Testpunkte
            }
    }; Ergebnisse: alle { $test } { $samples ->
        [images] Testbilder
       *[points] Testpunkte
    }, daher sind Abweichungen möglich.
curves-empty-1 = Während das Netz trainiert, entsteht hier
curves-empty-2 = seine Genauigkeit, sauber und unter Angriff
curves-hint = Diagramm der Genauigkeit nach Trainingsschritten. Pfeil links und rechts lesen einzelne Punkte, T zeigt die Tabelle, S spielt die Kurven ab.
# The chart of accuracies for those who do not see it.
curves-summary = In { $steps } Schritten geht die Genauigkeit ohne Angriff von { $clean_from } auf { $clean_to }, unter Angriff von { $robust_from } auf { $robust_to }.
loss-summary = Verlust im Training: von { $from } auf { $to } in { $steps } Schritten
sound-play = Kurven abspielen
sound-stop = Ton stoppen
sound-hint-one = Die gewählte Kurve hören: Höher heißt genauer. S im Diagramm tut dasselbe, Esc stoppt.
sound-hint = Die Kurven hören, erst ohne, dann unter Angriff: Höher heißt genauer. S im Diagramm tut dasselbe, Esc stoppt.
clean = sauber
under-attack = unter Angriff
epoch = Epoche
loss = Verlust
table = Tabelle
chart = Diagramm
# The name of a curve and its last value, at its end.
curve-end = { $curve } { $value }
# Over a line in the chart: what was changed there.
change-epsilon = ε { $epsilon }
change-rate = η { $rate }
change-modes = Modi
curve-reading = Schritt { $step } (Epoche { $epoch }): sauber { $clean }, unter Angriff { $robust }, n = { $n }
# Parts of a protocol, over the curves.
stage-normal = normal
stage-robust = robust
stage-swap = Tausch
stage-fine-tune = Tausch, Feintuning
stage-control = Vergleich
stage-measure-parent = Messung
stage-train-longer = länger
stage-transfer-parent = Transfer
stage-cell = komprimiert

## Examples

examples = Was der Angriff tut
examples-empty = Hier werden einige zurückgehaltene Beispiele stehen: wie sie sind, was der Angriff hinzufügt und was das Netz vorher und nachher sagt.
examples-clean = sauber
examples-attacked = angegriffen
examples-says = Antwort
examples-hint = Dieses auf der Bühne zeigen
prediction-right = richtig
prediction-wrong = falsch
example-truth = richtig: { $class }
plane-hint = Zurückgehaltene Punkte und wohin der Angriff sie verschiebt
plane-key = Tönung: was das Netz dort sagt, dunkler, wo es sicherer ist; Linie: wohin der Angriff einen Punkt verschiebt; voller Punkt: die Antwort ist falsch
plane-key-lines = Linie: wohin der Angriff einen Punkt verschiebt; voller Punkt: die Antwort ist falsch
plane-score = { $robust } unter Angriff, n = { $n }
# The table behind the plane of points.
plane-table-number = Punkt
plane-table-class = Klasse
plane-table-clean = Sauber (x, y)
plane-table-attacked = Angegriffen (x, y)
plane-table-says = Antwort
plane-share = Das Netz hält { $share } der Ebene für { $class }.
column-change-magnified = Änderung ×{ $factor }
change-magnified-says = grau: unverändert

## Columns of tables

column-step = Schritt
column-clean = Sauber
column-under-attack = Unter Angriff
column-n = n
column-loss = Verlust
column-trials = Durchgänge
column-layer = Schicht
column-network = Netz
column-sensitivity = Sensitivität
column-reader = Ausleser
column-margin-clean = γ sauber
column-margin-certified = γ zertifiziert
column-margin-attacked = γ angegriffen
column-margin-transferred = γ beim Angriff auf das ganze Netz
column-right-under-attack = Richtig unter Angriff
column-pair = Paar
column-measure = Maß
column-rho = ρ
column-rho-bits = ρ in Bit
column-null-mean = Nullwert, Mittel
column-null-p95 = Nullwert, 95. Perzentil
column-excess = ρ − Nullwert
column-above-chance = Über Zufall
column-permutations = Permutationen
column-attack = Angriff
column-accuracy = Genauigkeit
column-fine-tuning = Feintuning
column-rho-rest = ρ der Paare im Rest
column-folded = Verschmolzen
column-trained = Trainiert
column-before = Vorher
column-after = Nachher
column-attacked = Angegriffen
column-change = Änderung
column-change-attacked = Änderung unter Angriff
column-steps-to-95 = Schritte bis 95 %
column-medians = Mediane
column-collapsed = Kollabiert
column-fold-error = Verschmelzungsfehler
column-without-training = Ohne Training
column-loss-of = Genauigkeitsverlust
column-spearman = Rangkorrelation
column-p = p
medians = { $clean }, angegriffen { $attacked }
of-trials = { $collapsed } von { $trials }
agreement = Ordnen Maße, die ohne Training auskommen, die Blöcke so wie ihre Kritikalität? (Spearman, Mittel über Durchgänge, 95 %)
proxy-reinitialised = neu gezogen
proxy-rewound = zurückgesetzt
proxy-noised = Rauschen auf Gewichten
proxy-robust-criticality = robuste Kritikalität

## Tracks under the layers

# Added to the description of a track; $reading is the sentence of its highest point.
track-highest = Der höchste Wert: { $reading }
tracks-hint = Auf eine Schicht zeigen, oder eine Spur fokussieren und die Pfeiltasten benutzen: Die Werte stehen dann hier. Ein Klick auf einen Namen blendet seine Linien aus, T zeigt die Tabelle.
tracks-empty = Diese Spuren füllen sich, sobald ein Netz fertig trainiert und gemessen ist: wie weit der Angriff jede Schicht verschiebt, wie robust sie ist und wie stark sie von der vorigen abhängt.
points-key = Linie: wohin der Angriff einen Punkt verschiebt
reader = Was die Schichten ausliest
measure = Wie Abhängigkeit gemessen wird
network-shown = Welches Netz
# What reads a layer's answer out of it.
reader-probe = lineare Sonde
reader-lambda = λ
reader-rest = Rest des Netzes
# Measures of dependency, at length and in a word.
measure-edge = Transinformation nach EDGE, in Bit
measure-short-edge = EDGE
measure-ksg = Transinformation nach KSG, in Bit
measure-short-ksg = KSG
measure-ksg-noised = Transinformation nach KSG mit Rauschen auf der späteren Schicht, in Bit
measure-short-ksg-noised = KSG, verrauscht
measure-info-nce = InfoNCE, eine untere Schranke der Transinformation, in Bit
measure-short-info-nce = InfoNCE
measure-connectivity = Konnektivität
measure-short-connectivity = Konnektivität
measure-nhsic = nHSIC
measure-short-nhsic = nHSIC
measure-nhsic-channels = nHSIC der Kanalmittel
measure-short-nhsic-channels = nHSIC, Kanäle
measure-cka = lineares CKA
measure-short-cka = CKA
measure-cka-rbf = RBF-CKA
measure-short-cka-rbf = CKA, RBF
measure-cka-debiased = CKA ohne Verzerrung
measure-short-cka-debiased = CKA, unverzerrt
track-sensitivity-label = Wie weit der Angriff jede Schicht verschiebt. Pfeil links und rechts gehen durch die Schichten, auf und ab durch die Netze, T zeigt die Tabelle.
track-margin = Margin
track-margin-label = Margin jeder Schicht unter Angriff. Pfeil links und rechts gehen durch die Schichten, auf und ab durch die Netze, T zeigt die Tabelle.
# $certified says whether any layer has a certificate.
track-margin-says =
    Margin γ, die ein Angriff übrig lässt{ $certified ->
        [some] , der Stiel beginnt bei dem, was sicher ist
       *[none] ; zertifiziert ist nichts: Über so viele Schichten sind die Schranken zu locker
    }
track-margin-says-measured =
    Margin γ, die ein Angriff übrig lässt{ $certified ->
        [some] , der Stiel beginnt bei dem, was sicher ist
       *[none] ; zertifiziert ist nichts: Über so viele Schichten sind die Schranken zu locker
    }; { $reader }, n = { $n }
track-dependency = Abhängigkeit
track-dependency-label = Abhängigkeit zwischen benachbarten Schichten. Pfeil links und rechts gehen durch die Paare, auf und ab durch die Netze, T zeigt die Tabelle.
track-dependency-says = { $measure }; dick: über Zufall, blass: im Bereich des Zufalls
track-points = Punkte
track-points-label = Wohin jede Schicht die Punkte legt. Pfeil links und rechts gehen durch die Schichten, auf und ab durch die Netze, T zeigt die Tabelle.
track-points-says = wohin eine Schicht sie legt, auf zwei Achsen
track-on = n = { $n }, { $attack }
track-on-live = n = { $n }, { $attack }; grau: gerade im Training
sensitivity-reading = Der Angriff verschiebt { $layer } im Netz „{ $network }“ um das { $sensitivity }-Fache ihrer Größe (95 %, n = { $n }, { $attack }).
margin-reading = Hinter { $layer } behält das Netz „{ $network }“ unter Angriff eine Margin von höchstens { $attacked }; mindestens { $certified } ist sicher; der Angriff auf das ganze Netz lässt { $transferred }. Richtig unter Angriff: { $right } ({ $reader }, n = { $n }, 95 %, { $attack }).
margin-reading-vacuous = Hinter { $layer } behält das Netz „{ $network }“ unter Angriff eine Margin von höchstens { $attacked }; zertifiziert ist nichts, denn die untere Schranke ist −1, das Mindeste überhaupt; der Angriff auf das ganze Netz lässt { $transferred }. Richtig unter Angriff: { $right } ({ $reader }, n = { $n }, 95 %, { $attack }).
# Two neighbouring layers.
pair = { $parent } → { $child }
pair-short = { $layer } { $measure } { $rho } · Nullwert { $null }
null-beside = { " " }· Nullwert { $null }
# $above says whether the dependency is more than chance gives.
pair-reading =
    { $child } hängt im Netz „{ $network }“ mit ρ = { $rho } von { $parent } ab; gemischt sind es { $null } (95 % unter { $p95 }, { $permutations } Permutationen): { $above ->
        [yes] { $excess } über Zufall
       *[no] nicht mehr, als der Zufall ergibt
    } ({ $measure }, n = { $n } angegriffene Beispiele, { $attack }).
pair-over-epochs = Über Zufall, von Epoche zu Epoche des Feintunings: { $values }.
mixing-not-apart = nicht getrennt
mixing-not-apart-sentence = Auf diesen zwei Achsen sind die Klassen nicht getrennt, auch ohne Angriff.
mixing-apart = getrennt
mixing-apart-sentence = Der Angriff lässt die Klassen hier getrennt.
mixing-a-little = etwas vermischt
mixing-a-little-sentence = Der Angriff vermischt die Klassen hier etwas.
mixing-mixed = vermischt
mixing-mixed-sentence = Der Angriff vermischt die Klassen hier.
points-reading = { $layer } im Netz „{ $network }“, auf zwei Achsen mit { $share } der Varianz.
points-neighbours = Der nächste saubere Nachbar hat bei { $clean } der Punkte die richtige Klasse, angegriffen bei { $attacked } (n = { $n }, { $attack }).

## Transfer of robustness

steps-label = Der Lauf, Schritt für Schritt
step-title = { $number }. { $title }
step-normal = Normales Netz trainieren
step-robust = Robust machen
step-swap = Sauberen Rest einsetzen
step-fall = Sehen, was das kostet
step-fine-tune = Feintuning des Rests
step-fine-tune-clean = Feintuning des Rests, sauber
step-compare = Dasselbe, vorn sauber
step-normal-planned =
    { $epochs ->
        [one] 1 Epoche
       *[other] { $epochs } Epochen
    }, saubere Beispiele
step-robust-planned =
    { $epochs ->
        [one] 1 Epoche
       *[other] { $epochs } Epochen
    }, angegriffene Beispiele
step-swap-says =
    { $rest ->
        [0] keine Schicht
        [1] die letzte Schicht
        [2] die letzten zwei Schichten
        [3] die letzten drei Schichten
        [4] die letzten vier Schichten
        [5] die letzten fünf Schichten
       *[other] die letzten { $rest } Schichten
    } wieder sauber
step-fall-planned = Genauigkeit unter Angriff
step-fine-tune-planned =
    höchstens { $epochs ->
        [one] 1 Epoche
       *[other] { $epochs } Epochen
    }, vorn eingefroren
step-compare-planned = was kann der Rest allein?
step-compare-says = angegriffen { $attacked } · robuster vorderer Teil bringt { $gain }
step-both = sauber { $clean } · angegriffen { $attacked }
step-change = angegriffen { $before } → { $after }
step-halted = hier war Schluss
role-normal = normal
role-robust = robust
role-semirobust = semirobust
role-transferred = übertragen
network-hint =
    { $network }: { $role ->
        [normal] mit sauberen Beispielen trainiert
        [robust] mit angegriffenen Beispielen trainiert
        [semirobust] der robuste vordere Teil vor dem sauberen Rest
       *[transferred] Feintuning des Rests hinter dem eingefrorenen robusten vorderen Teil
    }. Klicken, um die Linien { $press ->
        [hide] auszublenden
       *[show] einzublenden
    }.
objective = Womit das Feintuning des Rests geschieht
objective-adversarial = angegriffen
objective-adversarial-hint = Der Rest lernt aus Beispielen, die durch das ganze Netz angegriffen werden, wie in der Arbeit
objective-clean = sauber
objective-clean-hint = Der Rest lernt aus sauberen Beispielen: Genügt der robuste vordere Teil?
fine-tuned-on = im Feintuning
control-clean-front = Feintuning des Rests hinter dem normalen vorderen Teil
control-clean-front-hint = Die Kontrolle: was der Rest allein kann, nach Feintuning mit angegriffenen Beispielen hinter dem eingefrorenen normalen vorderen Teil. Der Unterschied ist die Wirkung des robusten vorderen Teils
control-reverse = der robuste Rest hinter dem normalen vorderen Teil
control-reverse-hint = Der umgekehrte Tausch, ganz ohne Training
control-statistics = semirobust, Batch-Statistik neu geschätzt
control-statistics-hint = Der saubere Rest hinter dem robusten vorderen Teil, wobei die Statistik der Batch-Normalisierung auf dem geschätzt ist, was dieser weitergibt
control-robust-longer = robust, länger trainiert
control-robust-longer-hint = Das robuste Netz, um so viele Epochen weitertrainiert, wie das Feintuning gedauert hat
read-out-held-out = vorderer Teil, lineares Auslesen λ
read-out-held-out-hint = Algorithmus S1: Statt des Rests eine lineare Abbildung von allen Schichten des robusten vorderen Teils auf die Antworten des robusten Netzes, an Trainingsbeispiele angepasst und als Ganzes angegriffen
read-out-last-layer = dasselbe, nur aus der letzten Schicht des vorderen Teils
read-out-last-layer-hint = Die lineare Abbildung liest die letzte Schicht des robusten vorderen Teils, nicht alle
read-out-paper = dasselbe, wie in der Arbeit
read-out-paper-hint = Batch für Batch an die angegriffenen Testbeispiele angepasst, an denen es dann gemessen wird; angegriffen sind sie durch das Netz, das es nachahmt: Mit mehr Merkmalen als Beispielen wiederholt es die Antworten des robusten Netzes, was auch immer der vordere Teil ist
read-out-random = dasselbe, λ zufällig
read-out-random-hint = Die Kontrolle: eine zufällige Abbildung gleicher Größe
# $kept says whether the network of this epoch was kept.
tuned-epoch =
    { $epoch ->
        [0] davor
       *[other] Epoche { $epoch }
    }{ $kept ->
        [yes] , behalten
       *[no] { "" }
    }

## Transfer of robustness: the audit of the theorem

audit = Verspricht das Theorem das?
audit-empty = Sobald ein Netz gemessen ist, wird das Theorem hier geprüft: jede Voraussetzung mit ihren Zahlen, was es garantieren würde und die Margin am Ende.
# $outcome is the outcome's name in files; $missed says whether the figures would contradict the theorem.
audit-verdict =
    Das Netz „{ $network }“: { $outcome ->
        [missed] Das Theorem würde am Ende eine Margin von mindestens { $guarantee } garantieren, und ein Angriff lässt { $end }. Also ist eine Voraussetzung verletzt.
        [not-missed] Die Margin am Ende, { $end }, liegt nicht unter den { $guarantee }, die das Theorem garantieren würde. Das widerlegt nichts, und solange Voraussetzungen offen sind, beweist es auch nichts.
       *[premise-not-established]
            Das Theorem verspricht nichts, denn es ist nicht zertifiziert, dass der vordere Teil semirobust ist.{ $missed ->
                [yes] { " " }Wäre er es, würde das Theorem mindestens { $guarantee } garantieren, und die Margin am Ende ist { $end }.
               *[no] { "" }
            }
    }
audit-premise-front = Der vordere Teil ist semirobust: γ_a > 0
audit-premise-information = Jede spätere Schicht teilt mindestens ρ_j Bit mit der vorigen
audit-premise-growth = A2: Die Margin wächst an jeder späteren Schicht um mehr als 1 + U_j
audit-premise-one-to-one = Die Schichten sind injektiv
audit-established = gesichert
audit-open = offen
audit-fails = verletzt
audit-front = Hinter { $layer }: { $margin }. Nur das zertifizierte Ende könnte es sichern.
audit-information = { $above } von { $of } Paaren liegen über dem Zufall; zusammen { $sum } Bit. Keine Schätzung sichert das: Zwischen stetigen Schichten ist der wahre Wert unendlich, und keine zertifiziert viel mehr als den Logarithmus der Anzahl der Beispiele.
audit-growth = Gemessenes Wachstum: { $least } bis { $most }. Eine Margin liegt zwischen −1 und 1, kann also höchstens um 2 wachsen; U_j ist größer als 1, wo immer ρ_j > 0 ist, A2 verlangt also mehr als 2. Für beschränkte Margins kann das nicht gelten.
audit-one-to-one = ReLU und Pooling bilden viele Eingaben auf dieselbe Ausgabe ab.
audit-sum = Σ ρ_j
audit-linear = Theorem 3, wäre der Rest linear
audit-linear-hint = γ_a + γ_a (n − 1 − a)(n − a) / 2 mit der Summe der zertifizierten Margins aller Schichten des vorderen Teils als γ_a: was garantiert wäre, wenn jede Schicht des Rests eine Linearkombination der vorigen wäre
audit-column-layer = Schicht
audit-column-null = ihr Nullwert
audit-column-growth = Margin wächst um
audit-range = hier liegen die Margins
audit-guarantee = garantiert { $margin } (grau: was der Zufall ergibt)
audit-measured = gemessen { $margin }
audit-bracket = { $low } zertifiziert, { $high } unter Angriff
audit-picture = Oben: Das Theorem würde { $guarantee } garantieren. Unten: die Margin am Ende, { $end }.
audit-on = { $reader }; { $measure }; n = { $n }; { $attack }. Zertifiziertes und angegriffenes Ende jeder Margin sind Mittel über Beispiele.

## Transfer of robustness: noise between front and rest

noise = Und wenn der Rest weniger vom vorderen Teil abhinge?
noise-finding = Das Netz „{ $network }“: Rauschen vom { $strength }-Fachen der Streuung dessen, was { $front } weitergibt, senkt die Abhängigkeit zwischen { $front } und { $rest } von { $rho_before } auf { $rho_after } über Zufall. Die Margin geht unter Angriff von { $attacked_before } auf { $attacked_after } und ohne Angriff von { $clean_before } auf { $clean_after }.
noise-on = { $measure }, über dem Nullwert; Margins sind Mittel über n = { $n } Testbeispiele mit 95-%-Intervallen; { $attack }, durch das Rauschen hindurch, das für jedes Beispiel einmal gezogen wird.
noise-axis = Stärke des Rauschens
noise-label-rho = ρ ({ $measure })
noise-label-clean = Margin, sauber
noise-label-attacked = Margin, angegriffen
noise-point = bei { $strength }: ρ { $rho }, Margin unter Angriff { $margin }
noise-picture = Nach der Stärke des Rauschens: { $points }.

## Triage: blocks and how they are compressed

folds = Blöcke
fold = Verschmelzen
unfold = Trennen
fold-hint = { $block } verschmelzen: { $layers }
unfold-hint = { $block } trennen: { $layers }
fold-undo = Rückgängig
fold-undo-hint = Die letzte Verschmelzung zurücknehmen
fold-all = Alle einzeln
grouping = Wie verschmolzene Blöcke komprimiert werden
grouping-alone = jeder für sich
grouping-alone-hint = Ein komprimiertes Netz für jeden Block
grouping-together = alle auf einmal
grouping-together-hint = Ein Netz, in dem alle komprimiert sind (von uns)
folded-label = { $block }: { $layers } Schichten zu einer verschmolzen, { $state }
folded-count = { $layers } Schichten → 1
folded-compressed = komprimiert
folded-planned = wird komprimiert
parent = Ausgangsnetz
parent-hint = Das Netz, dessen Blöcke komprimiert werden. Robuste und halb robuste Ausgangsnetze sind unsere Ergänzung zur Arbeit
parent-kind-normal = Normal
parent-kind-robust = Robust
parent-kind-half-robust = Halb robust
parent-kind-several = Mehrere
parent-clean = normal
parent-adversarial = robust
parent-semirobust = halb robust, letzte { $rest } sauber
parent-now = Genauigkeit
parent-now-hint = Auf Testbeispielen, bevor etwas verschmolzen ist: Von hier aus zählen die Verluste, außer in „übertragenen“ Feldern
parent-transferred = übertragen
parent-transferred-hint = Die Kontrolle für „übertragene“ Felder: der unverschmolzene Rest des Ausgangsnetzes, mit angegriffenen Beispielen hinter dessen vorderem Teil trainiert
parent-longer = länger trainiert
parent-longer-hint = Die Kontrolle: das Ausgangsnetz, unverschmolzen, noch einmal so lange trainiert wie die verschmolzenen Netze
parent-empty = Hier wird stehen, wie gut es unverschmolzen ist.
parents-shown = Das Ausgangsnetz
first-weights = Anfangsgewichte
first-weights-shown = Anfangsgewichte
first-weights-random = Zufällig
first-weights-random-hint = Wie die eine Schicht beginnt: zufällig gezogen (He et al. 2015). Die anderen Arten sind von uns
first-weights-random-matched = Zufällig, angeglichen
first-weights-random-matched-hint = Wie die eine Schicht beginnt: zufällig gezogen, mit einer Normalisierung, die ihren Kanälen Mittel und Streuung der Kanäle des Blocks gibt (von uns)
first-weights-first = Erste Schicht
first-weights-first-hint = Wie die eine Schicht beginnt: mit den Gewichten der ersten Schicht des Blocks (von uns)
first-weights-last = Letzte Schicht
first-weights-last-hint = Wie die eine Schicht beginnt: mit den Gewichten der letzten Schicht des Blocks (von uns)
first-weights-mean = Mittel der Schichten
first-weights-mean-hint = Wie die eine Schicht beginnt: mit dem Mittel der Schichten des Blocks (von uns)
first-weights-collapse = Ausmultipliziert
first-weights-collapse-hint = Wie die eine Schicht beginnt: die Schichten des Blocks zu einer ausmultipliziert, als läge nichts Nichtlineares dazwischen (von uns)
first-weights-least-squares = Kleinste Quadrate
first-weights-least-squares-hint = Wie die eine Schicht beginnt: die Abbildung, die dem am nächsten kommt, was der Block aus Trainingsbeispielen macht (von uns)
# Ways of training: the name, what it is, and what was done, after the name of a fold.
schemes = Trainingsarten
scheme-none = ohne Training
scheme-none-hint = Direkt nach der Komprimierung, ganz ohne Training
scheme-none-done = ohne Training
scheme-local = nur neue Schicht
scheme-local-hint = Nur die neue Schicht lernt; alle anderen behalten ihre Gewichte (von uns)
scheme-local-done = neue Schicht trainiert
scheme-global = ganzes Netz
scheme-global-hint = Alle Schichten lernen: Feintuning, wie in der Arbeit
scheme-global-done = ganzes Netz trainiert
scheme-scratch = von Grund auf
scheme-scratch-hint = Das komprimierte Netz mit zufälligen Gewichten, so lange trainiert wie die anderen: die Kontrolle (von uns)
scheme-scratch-done = von Grund auf trainiert
scheme-distill-logits = Antworten destillieren
scheme-distill-logits-hint = Alle Schichten lernen aus Labels und aus den Antworten des Ausgangsnetzes (Hinton et al. 2015)
scheme-distill-logits-done = Antworten destilliert
scheme-distill-hint = Merkmale destillieren
scheme-distill-hint-hint = Die neue Schicht lernt weiterzugeben, was ihr Block tat (FitNets, Romero et al. 2015)
scheme-distill-hint-done = Merkmale destilliert
scheme-distill-global = erst Merkmale
scheme-distill-global-hint = Die Hälfte der Epochen die Merkmale des Blocks, dann das ganze Netz aus Labels (von uns)
scheme-distill-global-done = Merkmale destilliert, dann alles trainiert
scheme-transfer = übertragen
scheme-transfer-hint = Die Hälfte der Epochen die neue Schicht mit angegriffenen Beispielen; dann wird der vordere Teil eingefroren und der Rest mit angegriffenen Beispielen trainiert (von uns)
scheme-transfer-done = Rest hinter dem eingefrorenen vorderen Teil trainiert

## Triage: what was found

# A row of the table of cells: the fold, and whose.
fold-of-parent = { $fold } · { $parent }
saved = Ersparnis
saved-hint = Wie sich der Aufwand des ganzen Netzes ändert, wenn der Block eine Schicht ist. Zeit ist die eines Vorwärtsdurchlaufs mit 100 Beispielen dort, wo der Lauf stattfand, geteilt durch die des Ausgangsnetzes, beide abwechselnd gemessen; Median über alle Felder
saved-parameters = Parameter
saved-multiply-adds = Multiply-Adds
saved-time = Zeit
saved-later = wird im Lauf gemessen
cost-label = { $cost }, wenn { $fold } verschmolzen ist: { $change }
change = Änderung
change-hint = Kritikalität eines Blocks: wie sich die Testgenauigkeit gegenüber dem Ausgangsnetz ändert, wenn er verschmolzen wird. Dünne Zahlen: Das Intervall enthält 0, es lässt sich also nicht vom Zufall unterscheiden. Was unter Angriff geschieht, ist unsere Ergänzung zur Arbeit
side-clean = sauber
side-attacked = angegriffen
change-by-scheme = nach Trainingsart
change-on =
    in Prozentpunkten, n = { $n }, { $attack }; { $trials ->
        [1] 95 % über gepaarte Beispiele
       *[other] { $trials } Durchgänge, Klammern darüber
    }
cell-empty = Jedes Feld wird sagen, um wie viele Prozentpunkte eine Verschmelzung die Genauigkeit ändert, sauber und unter Angriff. Die Trainingsarten ankreuzen, die verglichen werden sollen.
cell-hint = Auf ein Feld zeigen, um es zu lesen; klicken, um seine Kurve und seine Filter zu sehen.
cell-unasked = nicht verlangt
cell-planned = noch nicht gemessen
cell-under-way = in Arbeit
# Before the figures of a field, for screen readers.
cell-name = { $fold }, { $scheme }: sauber{ " " }
cell-name-attacked = , angegriffen{ " " }
cell-label = { $fold }, { $scheme }: { $how }
# An accuracy before and after, with the change in points.
cell-change = { $before } → { $after } ({ $points } { $interval })
# $first says how the layer began.
cell-reading =
    { $folded }, { $done }, Anfangsgewichte { $first ->
        [random] zufällig
        [random-matched] zufällig, angeglichen
        [first] der ersten Schicht
        [last] der letzten Schicht
        [mean] Mittel der Schichten
        [collapse] ausmultipliziert
       *[least-squares] kleinste Quadrate
    }: sauber { $clean }, unter Angriff { $robust }, n = { $n }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] , Mittel über { $trials } Durchgänge
    }.
cell-reading-scratch =
    { $folded }, { $done }: sauber { $clean }, unter Angriff { $robust }, n = { $n }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] , Mittel über { $trials } Durchgänge
    }.
cell-before = Vor dem Training { $accuracy }.
convergence-never = 95 % des Ausgangsnetzes wurden in { $steps } Schritten nicht erreicht.
# $spread says whether all trials reached it at the same step, $whole whether all reached it.
convergence =
    95 % des Ausgangsnetzes nach { $spread ->
        [same] { $soonest }
       *[apart] { $soonest } bis { $latest }
    } von { $steps } Schritten{ $whole ->
        [all] { "" }
       *[some] , in { $reached } von { $trials } Durchgängen
    }.
recovery = Was Training zurückbringt
recovery-empty-1 = Hier entsteht Schritt für Schritt die Genauigkeit
recovery-empty-2 = nach der Verschmelzung, neben der des Ausgangsnetzes
# The chart for those who do not see it; $scheme is the name of a training scheme or of the parent.
recovery-summary = { $scheme }: von { $from } auf { $to } in { $steps } Schritten.
recovery-hint = Diagramm der sauberen Genauigkeit auf Validierungsbeispielen nach Trainingsschritten seit der Komprimierung. Das Band ist das 95-%-Intervall über Beispiele, bei mehreren Durchgängen der Bereich vom kleinsten zum größten Wert. Pfeil links und rechts lesen einzelne Punkte, T zeigt die Tabelle.
recovery-parent = das Ausgangsnetz lernt; danach werden seine Blöcke verschmolzen
parent-line = Ausgangsnetz
recovery-reading =
    { $curve }, Schritt { $step } (Epoche { $epoch }): { $clean } sauber{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] { " " }im Mittel von { $trials } Durchgängen (mindestens { $least }, höchstens { $most })
    }, n = { $n } Validierungsbeispiele
recovery-reading-beside =
    { $curve }, Schritt { $step } (Epoche { $epoch }): { $clean } sauber{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] { " " }im Mittel von { $trials } Durchgängen (mindestens { $least }, höchstens { $most })
    }, Ausgangsnetz { $parent }, n = { $n } Validierungsbeispiele
steps-count = { $steps } Schritte
filters = Filter
filters-empty = Hier werden die Filter der neuen Schicht stehen, vor und nach dem Training, jeder über den Filtern der alten Schichten, denen er am meisten gleicht.
filters-none = Es gibt keine zu zeichnen: Encoder-Blöcke haben keine Filter, und Berichte älterer Versionen enthalten sie nicht.
filters-says = grau: 0; heller: positiv; jeder in eigener Skala
filters-before = Anfangsgewichte
filters-after = trainiert
filters-fewer = weniger
filters-rank-hint = Wie viele Richtungen die Filter nutzen, nach der Entropie ihrer Singulärwerte (Roy und Vetterli 2007)
filters-nearest-hint = Jeder neue Filter mit einem eigenen Partner, so dass die Summe der |cos| am größten ist; daneben, was frische Zufallsfilter erreichen
filters-all = alle { $count }
filters-of =
    von { $fold }, { $scheme }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] , erster Durchgang
    }
filters-nearest = ähnlichste in { $layer }
filters-cosine = |cos| { $mean }, durch Zufall { $chance }
filters-incomparable = nicht vergleichbar
filter-partner = Filter { $filter }, |cos| { $cosine }
filters-ranks = Effektiver Rang { $rank }; { $layers }.
filters-rank-of = { $layer } { $rank }
filter-number = Filter { $filter }

## Claims of the papers

claims = Was die Arbeit behauptet
claims-transfer-hint = Behauptungen aus arXiv 2307.03803, jede mit der Zahl, die sie entscheidet, deren Mittel und 95-%-Intervall über Durchgänge
claims-triage-hint = Behauptungen aus arXiv 1801.04651, jede mit der Zahl, die sie entscheidet, deren Mittel und 95-%-Intervall über Durchgänge; die Tests, der Spielraum von zwei Prozentpunkten und die Behauptung zur Robustheit sind von uns. P-Werte von Behauptungen, die nicht vor dem Lauf benannt waren, sind nach Holm korrigiert
claims-on =
    { $trials ->
        [1] ein Durchgang: kein Urteil
       *[other] { $trials } Durchgänge; Klammern: 95 % über Durchgänge
    }
claim-holds = trifft zu
claim-fails = trifft nicht zu
claim-open = offen
claim-not-testable = nicht prüfbar
claim-primary = vor dem Lauf benannt
claim-p = p { $p }
claim-p-corrected = p { $p }, korrigiert { $corrected }
no-verdict-too-few-trials = kein Urteil unter drei Durchgängen
no-verdict-no-variance = kein Urteil: ein Unterschied ist in allen Durchgängen gleich
no-verdict-starts-above = die Netze beginnen über 95 % der Genauigkeit des Ausgangsnetzes, es gibt nichts zu beschleunigen
no-verdict-no-robustness = das Ausgangsnetz ist kaum robust, es gibt nichts zu verlieren
# What a figure is of, and the figure.
claim-figure = { $of }: { $figure }
# Each claim has its sentence and, under -of, what its figure is. Acc* is the accuracy of the robust network, Acc_sr that of
# the one with a clean rest, Acc~ that after fine-tuning; f_b is the rest.
claim-loss =
    Mit { $rest ->
        [one] sauberer letzter Schicht
       *[other] sauberen letzten { $rest } Schichten
    } ist das Netz weniger robust als das durchgehend robuste.
claim-loss-of = Acc* − Acc_sr unter Angriff, als Anteil der Testbeispiele
claim-loss-grows = Je mehr Schichten sauber sind, desto mehr Robustheit geht verloren.
claim-loss-grows-of =
    Acc_sr mit { $small ->
        [one] 1 sauberen Schicht
       *[other] { $small } sauberen Schichten
    } − mit { $large ->
        [one] 1 sauberen Schicht
       *[other] { $large } sauberen Schichten
    }, unter Angriff
claim-recovery =
    Feintuning allein der { $rest ->
        [one] letzten Schicht
       *[other] letzten { $rest } Schichten
    } mit { $objective ->
        [clean] sauberen
       *[adversarial] angegriffenen
    } Beispielen stellt fast die ganze Robustheit wieder her (mindestens { $share } %).
claim-recovery-of = Acc~ / Acc* unter Angriff
claim-reaches-goal =
    Feintuning allein der { $rest ->
        [one] letzten Schicht
       *[other] letzten { $rest } Schichten
    } mit { $objective ->
        [clean] sauberen
       *[adversarial] angegriffenen
    } Beispielen erreicht das robuste Netz{ $points ->
        [0] { "" }
       *[other] { " " }bis auf { $points } Prozentpunkte
    }.
claim-reaches-goal-of = Acc~ − (Acc* − k) unter Angriff
claim-front-effect =
    Der robuste vordere Teil stellt die Robustheit wieder her, nicht das Feintuning der { $rest ->
        [one] letzten Schicht
       *[other] letzten { $rest } Schichten
    } für sich genommen.
claim-front-effect-of = Genauigkeit unter Angriff nach Feintuning des Rests mit angegriffenen Beispielen, hinter dem robusten vorderen Teil − hinter dem sauberen
claim-dependency-rises =
    { $rest ->
        [one] Die letzte Schicht hängt
       *[other] Die letzten { $rest } Schichten hängen
    } umso stärker von der jeweils vorigen ab, je länger das Feintuning mit angegriffenen Beispielen dauert.
claim-dependency-rises-of = EDGE über dem Nullwert, Mittel über die Paare in f_b, letzte Epoche − vor der ersten, in Bit
claim-dependency-suffices = Feintunings, die ihr Ziel erreichen, haben stärkere Abhängigkeiten als solche, die es nicht erreichen.
claim-dependency-suffices-of = EDGE über dem Nullwert in der letzten Epoche, Mittel über die Paare in f_b, von denen, die Acc* − k erreichen − von denen mit gleichem Schnitt, die es nicht erreichen, in Bit
claim-dependency-follows =
    Je näher das Feintuning der letzten { $rest ->
        [one] Schicht
       *[other] { $rest } Schichten
    } mit angegriffenen Beispielen seinem Ziel kommt, desto stärker die Abhängigkeiten.
claim-dependency-follows-of = Rangkorrelation, über die Epochen des Feintunings, von EDGE über dem Nullwert (Mittel über die Paare in f_b) mit der Genauigkeit unter Angriff
claim-recovery-shrinks =
    Feintuning mit { $objective ->
        [clean] sauberen
       *[adversarial] angegriffenen
    } Beispielen stellt umso mehr wieder her, je weniger Schichten es erfasst.
claim-recovery-shrinks-of =
    Acc~ nach Feintuning von { $small ->
        [one] 1 Schicht
       *[other] { $small } Schichten
    } − von { $large ->
        [one] 1 Schicht
       *[other] { $large } Schichten
    }, unter Angriff
claim-dependency-falls = Schichten hängen umso weniger von der vorigen ab, je näher sie an der Ausgabe liegen.
claim-dependency-falls-of =
    EDGE über dem Nullwert, erstes − letztes Paar von f_b mit { $rest ->
        [one] 1 Schicht
       *[other] { $rest } Schichten
    }, in Bit
claim-scheme-none = nur verschmolzen
claim-scheme-local = neue Schicht trainiert
claim-scheme-global = ganzes Netz trainiert
claim-scheme-scratch = von Grund auf trainiert
claim-scheme-distill-logits = Antworten destilliert
claim-scheme-distill-hint = Merkmale destilliert
claim-scheme-distill-global = Merkmale destilliert, dann alles trainiert
claim-scheme-transfer = Rest hinter dem eingefrorenen vorderen Teil trainiert
# $parent and $first (the first weights) are the names that stand in files, $scheme is a phrase above.
claim-blocks-alike = Die Genauigkeit am Ende hängt nicht davon ab, welcher Block komprimiert wurde ({ $scheme }).
claim-blocks-alike-of =
    größter Unterschied zweier Blöcke, sauber, mit dem 90-%-Intervall, das für alle Paare zugleich gilt; gestützt, wenn alle Paare innerhalb von { $points } Prozentpunkten liegen, sonst widerlegt, wenn sich Ränge innerhalb der Durchgänge bei { $alpha } unterscheiden; { $ranks }; Ausgangsnetz { $parent }{ $first ->
        [none] { "" }
       *[other] , Anfangsgewichte { $first }
    }
claim-ranks = Kruskal-Wallis H = { $h }, p { $p }, ε² = { $epsilon_squared }
claim-ranks-friedman =
    Friedman Q = { $q }, { $how ->
        [sampled] p aus 99.999 Permutationen
       *[exact] exaktes p
    } { $p }, Kendalls W = { $w }
claim-ranks-same = Blöcke sind in jedem Durchgang gleich
claim-recovers-parent =
    Feintuning des ganzen Modells erreicht oder übertrifft die Genauigkeit { $parent ->
        [longer] des ebenso lange trainierten Ausgangsnetzes (parent+)
       *[as-it-is] des Ausgangsnetzes
    } (bis auf { $points } Prozentpunkte).
claim-recovers-parent-of =
    Genauigkeit der komprimierten Netze − { $control ->
        [longer] des ebenso lange trainierten Ausgangsnetzes (parent+)
       *[as-it-is] des Ausgangsnetzes
    }, Mittel über Blöcke, sauber; Ausgangsnetz { $parent }, Anfangsgewichte { $first }
claim-exceeds-parent =
    Feintuning des ganzen Modells übertrifft die Genauigkeit { $parent ->
        [longer] des ebenso lange trainierten Ausgangsnetzes (parent+)
       *[as-it-is] des Ausgangsnetzes
    }.
claim-distillation-area = Destillation ({ $scheme }) beschleunigt die Konvergenz (Fläche unter der Kurve).
claim-distillation-area-of =
    mittlere Genauigkeit während des Trainings mit − ohne Destillation, Mittel über Blöcke{ $aside ->
        [0] { "" }
        [one] , ohne 1 Paar von Netzen, das über 95 % beginnt
       *[other] , ohne { $aside } Paare von Netzen, die über 95 % beginnen
    }; Ausgangsnetz { $parent }, Anfangsgewichte { $first }
claim-distillation-hastens = Destillation ({ $scheme }) beschleunigt die Konvergenz (Schritte).
claim-distillation-hastens-of =
    Schritte bis 95 % der Genauigkeit des Ausgangsnetzes ohne − mit Destillation, Mittel über Blöcke; { $steps }, wo sie nie erreicht wurden{ $aside ->
        [0] { "" }
        [one] , ohne 1 Paar von Netzen, das dort beginnt
       *[other] , ohne { $aside } Paare von Netzen, die dort beginnen
    }; Ausgangsnetz { $parent }, Anfangsgewichte { $first }
claim-distillation-holds = Destillation ({ $scheme }) hält die Genauigkeit bei der des Ausgangsnetzes, als Obergrenze (bis zu { $points } Prozentpunkte darüber).
claim-distillation-holds-of = Genauigkeit der komprimierten Netze − des Ausgangsnetzes, Mittel über Blöcke, sauber{ $without }; Ausgangsnetz { $parent }, Anfangsgewichte { $first }
claim-distillation-holds-without = ; komprimierte Netze mit Feintuning − diese, in Prozentpunkten: { $value } [{ $low }; { $high }]
claim-transfer-holds = Mit komprimiertem { $block } stellt Feintuning von f_b mit angegriffenen Beispielen so viel Robustheit wieder her wie ohne Komprimierung (bis auf { $points } Prozentpunkte; von uns).
claim-transfer-holds-of = Genauigkeit unter Angriff mit komprimierten Blöcken − ohne, beide nach Feintuning von f_b; Ausgangsnetz { $parent }, Anfangsgewichte { $first }
claim-interaction = Was ein Block an Genauigkeit kostet und was er an Robustheit kostet, unterscheidet sich von Block zu Block ({ $scheme }; von uns).
claim-interaction-of = größter Unterschied zweier Blöcke in Verlust ohne Angriff − Verlust unter Angriff, mit dem 90-%-Intervall, das für alle Paare zugleich gilt; gestützt, wenn sich Ränge innerhalb der Durchgänge bei { $alpha } unterscheiden und nicht alle Paare innerhalb von { $points } Prozentpunkten liegen; { $ranks }; Ausgangsnetz { $parent }, Anfangsgewichte { $first }

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
method-noise = Rauschen
# PGD with its number of steps.
attack-label-steps = { $method }-{ $steps }

## Classes of the data sets

# Of a set whose classes are not named here.
class-number = Klasse { $number }
class-upper-moon = oberer Mond
class-lower-moon = unterer Mond
# The outer of two circles.
class-ring = Ring
class-disc = Scheibe
# Of a spiral.
class-first-arm = erster Arm
class-second-arm = zweiter Arm
# A cloud of points.
class-left = links
class-right = rechts
class-top = oben
class-t-shirt = T-Shirt
class-trouser = Hose
class-pullover = Pullover
class-dress = Kleid
class-coat = Mantel
class-sandal = Sandale
class-shirt = Hemd
class-sneaker = Sneaker
class-bag = Tasche
class-boot = Stiefel
class-airplane = Flugzeug
class-automobile = Auto
class-bird = Vogel
class-cat = Katze
class-deer = Hirsch
class-dog = Hund
class-frog = Frosch
class-horse = Pferd
class-ship = Schiff
class-truck = Lkw
class-apple = Apfel
class-aquarium-fish = Aquarienfisch
class-baby = Baby
class-bear = Bär
class-beaver = Biber
class-bed = Bett
class-bee = Biene
class-beetle = Käfer
class-bicycle = Fahrrad
class-bottle = Flasche
class-bowl = Schüssel
class-boy = Junge
class-bridge = Brücke
class-bus = Bus
class-butterfly = Schmetterling
class-camel = Kamel
# Of food or drink.
class-can = Dose
class-castle = Burg
class-caterpillar = Raupe
class-cattle = Rind
class-chair = Stuhl
class-chimpanzee = Schimpanse
class-clock = Uhr
class-cloud = Wolke
class-cockroach = Kakerlake
class-couch = Sofa
class-crab = Krabbe
class-crocodile = Krokodil
class-cup = Tasse
class-dinosaur = Dinosaurier
class-dolphin = Delfin
class-elephant = Elefant
class-flatfish = Plattfisch
class-forest = Wald
class-fox = Fuchs
class-girl = Mädchen
class-hamster = Hamster
class-house = Haus
class-kangaroo = Känguru
class-keyboard = Tastatur
class-lamp = Lampe
class-lawn-mower = Rasenmäher
class-leopard = Leopard
class-lion = Löwe
class-lizard = Eidechse
class-lobster = Hummer
class-man = Mann
class-maple-tree = Ahorn
class-motorcycle = Motorrad
class-mountain = Berg
# The animal.
class-mouse = Maus
class-mushroom = Pilz
class-oak-tree = Eiche
# The fruit.
class-orange = Orange
class-orchid = Orchidee
class-otter = Otter
class-palm-tree = Palme
class-pear = Birne
class-pickup-truck = Pick-up
class-pine-tree = Kiefer
# A landscape.
class-plain = Ebene
class-plate = Teller
class-poppy = Mohn
class-porcupine = Stachelschwein
class-possum = Opossum
class-rabbit = Kaninchen
class-raccoon = Waschbär
# The fish.
class-ray = Rochen
class-road = Straße
class-rocket = Rakete
class-rose = Rose
class-sea = Meer
# The animal.
class-seal = Robbe
class-shark = Hai
class-shrew = Spitzmaus
class-skunk = Stinktier
class-skyscraper = Hochhaus
class-snail = Schnecke
class-snake = Schlange
class-spider = Spinne
class-squirrel = Eichhörnchen
class-streetcar = Straßenbahn
class-sunflower = Sonnenblume
class-sweet-pepper = Paprika
class-table = Tisch
# The vehicle.
class-tank = Panzer
class-telephone = Telefon
class-television = Fernseher
class-tiger = Tiger
class-tractor = Traktor
class-train = Zug
class-trout = Forelle
class-tulip = Tulpe
class-turtle = Schildkröte
class-wardrobe = Kleiderschrank
class-whale = Wal
class-willow-tree = Weide
class-wolf = Wolf
class-woman = Frau
class-worm = Wurm
# A fish.
class-tench = Schleie
class-english-springer = English Springer Spaniel
class-cassette-player = Kassettenrekorder
class-chain-saw = Kettensäge
class-church = Kirche
class-french-horn = Waldhorn
class-garbage-truck = Müllwagen
class-gas-pump = Zapfsäule
class-golf-ball = Golfball
class-parachute = Fallschirm

## One's own things: drawings, pictures, points, training sets, weights

own = Mit Eigenem ausprobieren
own-stays = Alles hier liest nur der Browser, und dort bleibt es auch: Nichts wird irgendwohin gesendet.
# The parts of the panel.
own-tab-draw = Zeichnen
own-tab-pictures = Bilder
own-tab-points = Punkte
own-tab-training = Trainingssatz
own-tab-weights = Gewichte
own-choose = Dateien wählen
own-busy = Ein Lauf ist im Gang: stoppen oder sein Ende abwarten, dann mit eigenen Beispielen trainieren.
own-reading = Wird gelesen …
own-asking = Das Netz wird gefragt …
own-no-network = Es gibt kein Netz, das gefragt werden kann: auf Trainieren drücken oder eine Datei mit Gewichten öffnen. Die Antwort erscheint dann von selbst. Gewichte von Läufen eines früheren Besuchs werden nicht aufgehoben.
own-network-run =
    Gefragt: das Netz dieses Laufs nach { $step ->
        [one] 1 Trainingsschritt
       *[other] { $step } Trainingsschritten
    }.
# $network is the name of one of the transfer's networks.
own-network-role = Gefragt: das Netz „{ $network }“ dieses Laufs.
own-network-file = Gefragt: das Netz aus { $name }.
own-network-page = Gefragt: das mitgelieferte Netz für handgeschriebene Ziffern ({ $network }), weil kein trainiertes da ist (Gewichte von Läufen eines früheren Besuchs werden nicht aufgehoben). Sobald ein eigenes trainiert ist, wird dieses gefragt.
own-ready = Welches Netz gefragt wird
own-attack = { $method }, ε { $epsilon }
own-says-one =
    { $outcome ->
        [kept] Es sagt { $before } und bleibt unter Angriff dabei ({ $attack }).
       *[changed] Es sagt { $before }. Unter Angriff ({ $attack }) sagt es { $after }.
    }
own-says-several = Der Angriff ({ $attack }) ändert { $changed } von { $of } Antworten.
own-says-tested = Auf { $n } Testbeispielen liegt es bei { $clean } richtig, unter Angriff ({ $attack }) bei { $robust }.
# How a drawing gets the form of a data set.
own-fit-digits = Die Zeichnung wird ausgeschnitten, so skaliert, dass sie das Feld von 8 × 8 füllt, und in dessen Mitte gesetzt, wie in diesem Datensatz.
own-fit-mnist = Die Zeichnung wird ausgeschnitten und auf 20 × 20 von 28 × 28 Pixeln skaliert; ihr Schwerpunkt kommt in die Mitte, wie in diesem Datensatz.
own-fit-fashion-mnist = Die Zeichnung wird ausgeschnitten, skaliert, bis ihre längste Seite 28 Pixel füllt, und in die Mitte gesetzt, wie in diesem Datensatz mit Kleidung: einen Schuh zeichnen, ein Hemd, eine Tasche.
own-fit-other = Die Zeichnung wird ausgeschnitten, skaliert, bis ihre längste Seite das Bild füllt, und in die Mitte gesetzt.
own-draw-plane = Das Netz nimmt keine Zeichnungen, sondern Punkte; die lassen sich unter „Punkte“ setzen. Zum Zeichnen einen Datensatz mit Bildern wählen.
own-draw-first = Etwas zeichnen: Das Netz antwortet, sobald der Stift abgesetzt wird.
own-sheet = Zeichenfläche
own-sheet-keys = Mit Tasten: Pfeile bewegen das Kreuz, Leertaste setzt einen Punkt, Umschalt und Pfeil ziehen eine Linie.
own-seen = Was das Netz sieht
own-stays-answer = die Antwort bleibt
own-changes-answer = die Antwort ändert sich
own-tools = Werkzeuge
own-pen = Stift
own-eraser = Radierer
own-undo = Rückgängig
own-clear = Leeren
own-pictures-drop = Bilder irgendwo auf der Seite ablegen (PNG, JPEG, WebP) oder auswählen.
own-pictures-choose = Bilder wählen
own-pictures-how = Von jedem wird das größte Quadrat in der Mitte auf { $shape } skaliert.
own-pictures-black = Wo der Rand hell ist, werden Schwarz und Weiß vertauscht, denn dieser Datensatz zeigt Helles auf Schwarz.
own-pictures-left =
    Zu sehen sind die ersten { $shown }, { $left ->
        [one] 1 weiteres fehlt
       *[other] { $left } weitere fehlen
    }.
own-pictures-first = Ein Bild ablegen: Dann zeigt sich, was das Netz dazu sagt und wie wenig genügt, um es umzustimmen.
own-plane = Ebene, um Punkte zu setzen
own-plane-keys = Klicken setzt einen Punkt, Ziehen verschiebt ihn. Mit Tasten: Pfeile bewegen das Kreuz, Leertaste setzt oder greift einen Punkt, Umschalt und Pfeil verschieben ihn, Entf löscht ihn.
own-class = Klasse der nächsten Punkte
own-class-name = Klasse { $letter }
own-point-delete = Punkt löschen
own-points-count =
    { $points ->
        [one] 1 Punkt
       *[other] { $points } Punkte
    } in { $classes ->
        [one] 1 Klasse
       *[other] { $classes } Klassen
    }.
own-points-need = Von zwei oder drei Klassen je mindestens { $least } Punkte setzen: Jeder fünfte wird für den Test zurückgehalten.
own-points-train = Mit diesen Punkten trainieren
own-training-drop = Einen Ordner oder eine Zip-Datei ablegen, darin für jede Klasse ein Ordner mit Bildern, etwa Katzen und Hunde.
own-training-folder = Ordner wählen
own-training-files = Zip- oder Datendateien wählen
own-training-limits = { $fewest } bis { $most } Klassen mit je mindestens { $least } Bildern, zusammen höchstens { $pictures } Bilder, jedes bis 20 MB. Jedes fünfte Bild einer Klasse wird für den Test zurückgehalten.
own-training-official = Auch die Dateien von MNIST, Fashion-MNIST und CIFAR, wie sie veröffentlicht sind, funktionieren: train-images-idx3-ubyte.gz und die drei anderen zusammen, oder data_batch_1.bin bis test_batch.bin.
own-training-found = Was gefunden wurde
own-training-class = Klasse
own-training-pictures = Bilder
own-training-form-label = Form der Beispiele
own-training-form =
    { $colour ->
        [colour] Farbe
       *[grey] Grau
    }, { $height } × { $width }
own-training-start = Mit diesen Bildern trainieren
own-training-progress = { $done } von { $of } Bildern gelesen
own-weights-drop = Eine .safetensors- oder .pth-Datei ablegen: von einem Lauf dieses Programms oder von einem PyTorch-Netz in einer der bekannten Formen.
own-weights-choose = Gewichte wählen
own-weights-how = Das Netz wird an Namen und Formen seiner Tensoren erkannt. Passen mehrere Datensätze, gilt der oben gewählte. Aus einer .pth-Datei wird das state dict gelesen, auch innerhalb eines Checkpoints; Code darin wird nicht ausgeführt.
own-weights-are = { $name } ist ein Netz der Art { $network } mit { $parameters } Parametern, für { $data }.
own-weights-forget = Wieder das Netz des Laufs fragen
own-weights-no-test = Von { $data } gibt es hier keine Testbeispiele: die Dateien unter „Trainingssatz“ mitbringen, oder ein Bild zum Angreifen zeichnen oder ablegen.
own-weights-empty = Die Datei enthält keine Tensoren.
own-weights-unknown = Die Datei enthält { $tensors } Tensoren, etwa { $name } der Form { $shape }, die zu keinem bekannten Netz passen: oben das Netz und die Daten wählen, zu denen sie gehören, und die Datei noch einmal öffnen.
own-network-gone = Dieses Netz ist nicht mehr gesichert: noch einmal trainieren oder seine Gewichte noch einmal öffnen.
own-incomplete = Was mitgebracht wurde, kam unvollständig an: noch einmal versuchen.
own-device-failed = Das Netz ließ sich nicht fragen: { $reason }.
own-files-here = { $data } ist da, mit { $train } Trainings- und { $test } Testbeispielen; wie viele ein Lauf nutzt, steht unter „Mehr“.
# $missing says which half there is none of.
own-files-half =
    Von { $data } ist nur eine Hälfte da: auch die Dateien { $missing ->
        [train] zum Trainieren
       *[test] für den Test
    } mitbringen.
own-problem-picture = { $name } lässt sich nicht als Bild lesen: als PNG, JPEG oder WebP speichern.
own-problem-no-pictures = Darin sind keine Bilder: PNG-, JPEG- oder WebP-Dateien angeben, zum Trainieren in einem Ordner je Klasse.
own-problem-too-large = { $name } ist größer als { $limit } MB, mehr liest die Seite nicht.
own-problem-too-many = Das sind { $found }, die Seite nimmt aber höchstens { $limit }: einige weglassen.
own-problem-classes =
    { $found ->
        [one] Es gibt 1 Klasse
       *[other] Es gibt { $found } Klassen
    }, ein Trainingssatz hat aber 2 bis 10: jeder Klasse einen eigenen Ordner geben.
own-problem-few =
    Die Klasse { $class } hat { $found } { $found ->
        [one] Beispiel
       *[other] Beispiele
    }, jede braucht aber mindestens { $least }.
own-problem-zip = Die Zip-Datei { $name } ist nicht lesbar ({ $reason }): auf die übliche Art und ohne Passwort neu packen.
own-problem-bomb = Die Zip-Datei { $name } enthält mehr, als sie angibt, oder mehr als { $limit } MB: Sie wurde nicht entpackt.
own-problem-traversal = Die Zip-Datei { $name } enthält den Pfad { $path }, der aus ihr hinausführt: Sie wurde nicht entpackt.
data-error-no-labels = Die Labels zu { $name } fehlen: beide Dateien zusammen angeben.
data-error-no-images = Die Bilder zu { $name } fehlen: beide Dateien zusammen angeben.
data-error-mixed = { $name } gehört zu einem anderen Datensatz als die Dateien davor: nur Dateien eines Datensatzes angeben.
data-error-unknown-set = { $name } gehört zu keinem bekannten Datensatz: die Dateien von MNIST, Fashion-MNIST, CIFAR-10 oder CIFAR-100 angeben, wie sie veröffentlicht sind.
data-error-record = Die Datendatei { $name } ist bei Byte { $offset } beschädigt: Ein Eintrag von { $size } Bytes endet nach { $found }; neu holen.

## Files and links

busy-to-open = Ein Lauf ist im Gang: erst stoppen oder zurücksetzen, dann die Datei öffnen.
busy-to-link = Ein Lauf ist im Gang: erst stoppen oder zurücksetzen, dann den Link noch einmal öffnen.
file-cut-off = { $name } bricht mittendrin ab, in Zeile { $line }, Spalte { $column }: noch einmal kopieren oder exportieren. Nichts wurde geändert.
file-no-json = { $name } ist kein JSON (Zeile { $line }, Spalte { $column }): eine report.json oder .experiment.toml öffnen. Nichts wurde geändert.
# $what is the mistake, in the words of the program that reads JSON.
file-mistake = { $name } hat einen Fehler in Zeile { $line }: { $what }. Diese Zeile berichtigen und die Datei noch einmal öffnen. Nichts wurde geändert.
file-neither = { $name } ist weder ein Bericht noch ein Experiment von Layerlab: eine report.json oder .experiment.toml öffnen.
file-unsound = { $name } ist nicht verwendbar. { $error } Nichts wurde geändert.
file-too-large = { $name } ist größer als 32 MB, und Berichte sind viel kleiner: eine report.json oder .experiment.toml öffnen.
file-unreadable = Der Browser konnte { $name } nicht lesen: prüfen, ob die Datei noch da ist, und sie noch einmal öffnen.
opened-experiment = Experiment { $name } geöffnet. „Trainieren“ startet es.
opened-report = { $name } geöffnet.
link-version = Der Link hat Version „{ $version }“, diese Seite liest Version { $supported }: Zu sehen sind stattdessen die Standardeinstellungen.
# $problems lists the messages below.
link-broken = Im Link: { $problems }.
link-broken-key = „{ $key }“ ist hier unbekannt
link-broken-value = „{ $key }“ ist „{ $value }“, nötig ist aber: { $give } (stattdessen gilt { $instead })
# What the value of a property should be ($give above).
expected-positive = eine ganze Zahl ab 1
expected-whole = eine ganze Zahl ab 0
expected-distance = eine Zahl ab 0, etwa 0.1
expected-share = ein Anteil von 0 bis 1, etwa 0.01
expected-rate = eine Zahl über 0, etwa 0.05
expected-momentum = eine Zahl von 0 bis unter 1, etwa 0.9
expected-some-of = einige von { $names }, mit Punkten dazwischen
expected-cut = 0 bis { $layers }
expected-cuts = Anzahlen von Schichten mit Punkten dazwischen, etwa 2.3
expected-widths-list = ganze Zahlen mit - dazwischen, etwa 64-64-64
expected-widths-three = drei ganze Zahlen für ein cnn, etwa 16-32-64
expected-widths-stages = Kanäle jeder Stufe, Faltungen je Stufe und eine Breite, etwa 8-16-32-2-32
expected-widths-fixed = keine Angabe: dieses Netz hat seine üblichen Breiten
expected-phases = Phasen wie 2-clean-clean
expected-attacks = Namen von Angriffen wie fgsm,square
expected-blocks = every, none oder Namen von Blöcken wie conv1-2.conv3-4
expected-table = eine Tabelle wie in einer Datei, etwa { $example }

## Mistakes in an experiment
## 
## Keys such as data.train are those of the file; figures are written as in the file.

experiment-error-version = Das Experiment hat Version { $found }, dieses Programm liest aber Version { $supported }; noch einmal exportieren oder das Programm verwenden, das es geschrieben hat.
experiment-error-phases-beside-protocol = Das Experiment hat phases und ein protocol: phases weglassen, denn was trainiert wird, sagt das protocol.
experiment-error-rest-outside = protocol.rest hat einen Schnitt mit { $rest } Schichten in f_b, bei diesem Netz gehen aber nur 1 bis { $most }.
experiment-error-no-blocks = Das Netz hat keinen Block aus zwei oder mehr Schichten, für den eine Schicht stehen könnte: kind = "block-cnn", "vgg" oder ein mlp mit mindestens zwei verborgenen Schichten nehmen.
experiment-error-cut-inside-block = protocol.parents hat ein semirobustes Netz mit { $rest } Schichten in f_b, das den Block { $block } zerschneidet: den Schnitt an dessen Rand verschieben oder den Block weglassen.
experiment-error-distillation-needs-pgd = protocol.schemes hat Destillation für ein robustes Ausgangsnetz, das geht nur mit defence pgd: defence oder Destillation weglassen.
experiment-error-few-per-class = protocol.measure.samples ist { $asked }, Abhängigkeiten werden aber innerhalb jeder Klasse gemessen: mindestens { $least } angeben, oder 0, um γ und ρ wegzulassen.
# $network is a kind of network, $shape is channels × height × width.
experiment-error-network-does-not-fit =
    Das Netz { $network } passt nicht zu Beispielen der Form { $shape }: { $network ->
        [mlp] Breiten von 1 bis 65536 angeben
        [block-cnn] jede Stufe halbiert die Seiten eines Bildes, also weniger Stufen nehmen, oder kind = "mlp" für Punkte der Ebene; und Breiten ab 1
        [alexnet] es nimmt Bilder ab 32 Pixeln je Seite; für kleinere kind = "cnn" nehmen, und eine Breite ab 1
        [vgg] es hat Tiefe 11, 13, 16 oder 19 und nimmt Bilder ab 32 Pixeln je Seite; für kleinere kind = "cnn" nehmen
        [resnet] es hat Tiefe 18, 34 oder 50 und nimmt Bilder; für Punkte der Ebene kind = "mlp" nehmen
        [preact-resnet] es hat Tiefe 18 und nimmt Bilder; für Punkte der Ebene kind = "mlp" nehmen
        [wide-resnet] es hat Tiefe 6 n + 4, etwa 34, und nimmt Bilder; für Punkte der Ebene kind = "mlp" nehmen
        [vit] es nimmt Bilder, deren Seiten patch teilt, und heads muss dim teilen; für Punkte der Ebene kind = "mlp" nehmen
       *[cnn] für Punkte der Ebene kind = "mlp" nehmen, und Breiten ab 1
    }.
experiment-error-network-does-not-fit-data =
    Das Netz { $network } passt nicht zu den Daten { $data } (Beispiele der Form { $shape }): { $network ->
        [mlp] Breiten von 1 bis 65536 angeben
        [block-cnn] jede Stufe halbiert die Seiten eines Bildes, also weniger Stufen nehmen, oder kind = "mlp" für Punkte der Ebene; und Breiten ab 1
        [alexnet] es nimmt Bilder ab 32 Pixeln je Seite; für kleinere kind = "cnn" nehmen, und eine Breite ab 1
        [vgg] es hat Tiefe 11, 13, 16 oder 19 und nimmt Bilder ab 32 Pixeln je Seite; für kleinere kind = "cnn" nehmen
        [resnet] es hat Tiefe 18, 34 oder 50 und nimmt Bilder; für Punkte der Ebene kind = "mlp" nehmen
        [preact-resnet] es hat Tiefe 18 und nimmt Bilder; für Punkte der Ebene kind = "mlp" nehmen
        [wide-resnet] es hat Tiefe 6 n + 4, etwa 34, und nimmt Bilder; für Punkte der Ebene kind = "mlp" nehmen
        [vit] es nimmt Bilder, deren Seiten patch teilt, und heads muss dim teilen; für Punkte der Ebene kind = "mlp" nehmen
       *[cnn] für Punkte der Ebene kind = "mlp" nehmen, und Breiten ab 1
    }.
experiment-error-channels = { $key } hat { $found } Zahlen, die Beispiele von { $data } haben aber { $channels } Kanäle: für jeden eine Zahl angeben.
experiment-error-samples = { $key } ist { $asked }, { $data } hat hier aber { $available } solche Beispiele: 1 bis { $available } angeben.
experiment-error-not-bundled = Von { $data } sind { $train } Trainings- und { $test } Testbeispiele im Programm enthalten, das Experiment verlangt aber { $asked_train } und { $asked_test }: den ganzen Datensatz mit `layerlab data fetch { $data }` holen und das Experiment auf der Kommandozeile ausführen.
experiment-error-own-data-missing = Die { $samples } Beispiele sind eigene, und weder eine Datei noch ein Link enthält sie: noch einmal mitbringen (ihre Prüfsumme beginnt mit { $digest }) oder einen Datensatz wählen.
experiment-error-cut-outside = cut ist { $cut }, die Kette hat aber { $layers } Schichten: eine Stelle von 0 bis { $layers } angeben (0: alles ist f_b; { $layers }: alles ist f_a).
experiment-error-layer-modes =
    Phase { $phase } gibt modes für { $found ->
        [one] eine Schicht
       *[other] { $found } Schichten
    } an, und das Netz hat { $layers }: für jede eine angeben, von der Eingabe zur Ausgabe.
experiment-error-nothing-trains = In Phase { $phase } ist jede Schicht eingefroren, es würde also nichts trainieren: den vorderen Teil oder den Rest auf clean oder adversarial stellen oder den Schnitt verschieben.
# $blocks lists them, or is none.
experiment-error-no-block =
    { $asked } ist kein Block des Netzes; { $blocks ->
        [none] es hat keine, denn nirgends folgen zwei gleichartige Schichten ohne Wechsel der Auflösung aufeinander
       *[some] seine Blöcke sind { $blocks }; auch zwei oder mehr aufeinanderfolgende Schichten daraus gehen
    }.
experiment-error-no-block-of-layers =
    Die Schichten { $first } bis { $last } sind kein Block des Netzes; { $blocks ->
        [none] es hat keine, denn nirgends folgen zwei gleichartige Schichten ohne Wechsel der Auflösung aufeinander
       *[some] seine Blöcke sind { $blocks }; auch zwei oder mehr aufeinanderfolgende Schichten daraus gehen
    }.
experiment-error-no-block-number = Das Netz hat keinen Block mit der Nummer { $number }; seine Blöcke sind { $blocks }.
experiment-error-block-elsewhere = { $block } (Schichten { $first } bis { $last }) ist kein Block des Netzes: Dort liegt { $there }.
experiment-error-blocks-overlap = Die Blöcke { $first } und { $second } haben eine Schicht gemeinsam: einen davon komprimieren, oder Teile, die sich nicht überschneiden.
# $kind is what the block is made of.
experiment-error-no-such-weights =
    Die Anfangsgewichte { $how } ergeben keinen Sinn für { $block }, einen Block aus { $kind ->
        [encoder] Encoder-Blöcken: random, first, last oder mean nehmen
       *[residual] Residualblöcken: random, random-matched, first, last, mean oder least-squares nehmen
    }.
experiment-error-too-many-unknowns = least-squares müsste { $unknowns } Gewichte je Kanal von { $block } bestimmen und kann höchstens { $most }: kernel auf same stellen oder andere Anfangsgewichte nehmen.
experiment-error-no-epochs = phases enthält kein Training: eine Phase mit epochs ab 1 ergänzen.
experiment-error-no-bounds-of-batch = { $layer } hat Batch-Normalisierung, deren Statistik keine Schranken hat: ein Netz ohne sie nehmen, oder eine andere defence als ibp.
experiment-error-single-sample = Mit { $train } Trainingsbeispielen in Batches von { $batch_size } hat ein Batch nur ein Beispiel, und die Batch-Normalisierung von { $layer } kann aus einem Wert keine Varianz bilden: Zahlen wählen, bei denen kein solcher Batch übrig bleibt.
experiment-error-out-of-range =
    { $key } ist { $value }; nötig: { $range ->
        [attack-count] eine ganze Zahl von 1 bis 1 Million
        [above-zero] eine Zahl über 0
        [distance] ein Abstand ab 0, etwa 0.1 (Pixelwerte gehen von 0 bis 1)
        [one-start] 1, denn Training, Kurven und Schichten werden von einem Start aus angegriffen
        [beyond-training] höchstens so viele, wie der Trainingssatz über data.train hinaus hat
        [channel-means] Zahlen, etwa der Mittelwert jedes Kanals
        [channel-deviations] Zahlen über 0, etwa 0.25
        [attack-samples] von 1 bis data.test, oder weglassen für alle
        [warm-up] eine Anzahl Epochen, höchstens so viele, wie jede adversarielle Phase hat
        [learning-rate] eine Zahl über 0, etwa 0.05 für sgd oder 0.001 für adam
        [momentum] eine Zahl von 0 bis unter 1, etwa 0.9
        [weight-decay] eine Zahl ab 0, etwa 0.0005
        [schedule-factor] eine Zahl über 0, etwa 0.1
        [schedule-peak] ein Anteil der Phase zwischen 0 und 1, etwa 0.4
        [trades-beta] eine Zahl ab 0, etwa 6
        [no-flip] false, denn Punkte der Ebene haben keine linke und rechte Seite
        [pad] 0 bis 32 Pixel an jedem Rand eines Bildes, und 0 für Punkte
        [crop] 0, oder bei Bildern eine Anzahl Pixel unter ihrer Höhe
        [rests] eine Liste von Schnitten, etwa [1, 2]: wie viele Schichten f_b hat
        [pairs] ein Teiler von protocol.trials, denn jedes Paar dient gleich vielen Durchgängen; bei Punkten der Ebene, die je Durchgang andere sind, weglassen
        [tolerance] ein Anteil von 0 bis 1, etwa 0.01
        [selection-samples] über 0 bei protocol.selection = "validation", denn auf diesen Beispielen werden Epochen ausgewählt
        [measured-samples] höchstens data.test
        [reader-samples] von 1 bis data.train: an so viele Beispiele werden Ausleser angepasst
        [permutations] ab 20, denn keine Abhängigkeit wird ohne ihren Nullwert gezeigt
        [block-groups] Listen von Blöcken, etwa [[1], [2, 3]], oder nichts: dann wird jeder Block für sich komprimiert
        [groups-once] etwa [[1], [2], [1, 2]], jede Gruppe einmal
        [groups-of-transfer] Gruppen von Blöcken auf einer Seite des Schnitts, wenn schemes transfer enthält
        [initialisations-once] etwa ["random", "collapse"], jede einmal
        [schemes-once] etwa ["none", "global"], jede einmal
        [schemes-of-parents] schemes, von denen es für jedes Ausgangsnetz welche gibt: transfer gibt es nur für semirobuste
        [parents-once] etwa ["clean", "adversarial"], jedes einmal
        [epochs-for-halves] ab 2, denn distill+global und transfer brauchen welche für jede Hälfte
        [triage-validation] über 0, denn eine Triage sieht unterwegs diese Beispiele an, damit Testbeispiele erst am Ende vorkommen
        [distill-alpha] ein Anteil von 0 bis 1, etwa 0.1
        [distill-temperature] eine Zahl über 0, etwa 4
        [cheap-samples] höchstens data.test und data.train
        [own-classes] 2 bis 10 Klassen
        [own-samples] 1 bis 10000 Beispiele für Training und Test zusammen
        [share] ein Anteil von 0 bis 1
        [noise-strengths] Rauschstärken von 0 bis 10, relativ zur Standardabweichung dessen, was der vordere Teil weitergibt
        [cheap-noise] ein Anteil der Standardabweichung der Gewichte, etwa 0.5
        [cheap-change] ein Anteil der Länge der Gewichte, etwa 0.1
        [least-squares-batches] höchstens so viele, wie eine Epoche Batches hat: auf so vielen werden die kleinsten Quadrate bestimmt
       *[from-one] eine ganze Zahl ab 1
    }.
# $error is one of attack-error-….
experiment-error-attack = { $key }: { $error }
experiment-error-no-gradient-steps = { $key }.kind ist { $method }, Training, Kurven und die Maße der Schichten brauchen aber Gradientenschritte: eins von { $methods } angeben und { $method } unter evaluation.attacks aufführen.
attack-error-too-few-classes = { $attack } braucht mindestens { $fewest } Klassen, das Netz unterscheidet aber nur { $classes }; stattdessen apgd-ce nehmen.
attack-error-other-norm = { $attack } gibt es nur in der Norm { $norm }; norm auf { $norm } stellen.
attack-error-no-restarts = { $attack } fände { $restarts }-mal dasselbe, weil nichts zufällig gezogen wird; 1 Neustart angeben.
attack-error-setting =
    { $key } von { $attack } ist { $value }; nötig: { $range ->
        [attack-count] eine ganze Zahl von 1 bis 1 Million
        [above-zero] eine Zahl über 0
        [distance] ein Abstand ab 0, etwa 0.1 (Pixelwerte gehen von 0 bis 1)
       *[from-one] eine ganze Zahl ab 1
    }.
# Both are numbers of clean samples.
attack-error-logits-not-finite = Das Netz gibt bei { $samples } von { $of } sauberen Beispielen NaN aus, kein Angriff darauf sagt also etwas: Gewichte von vor dem Divergieren nehmen, oder Eingaben wie im Training.
attack-error-other-evaluation = Die Auswertung, die fortgesetzt werden soll, hat andere Beispiele oder Angriffe; neu beginnen.

## Failed runs
## 
## The first sentence says what happened, the one of the same name with -mend what to do.

# $loss is NaN or inf.
failure-loss-not-finite = Der Verlust wurde bei Trainingsschritt { $step } (Phase { $phase }) zu { $loss }, dort endete das Training.
failure-loss-not-finite-mend = Die letzten guten Gewichte sind gesichert; die Lernrate senken und noch einmal trainieren.
failure-activations-not-finite = Das Gerät hat versagt: Die Aktivierungen einer Schicht sind nicht endlich.
# $reason is what the driver or the browser said.
failure-device-failed = Das Gerät hat versagt: { $reason }.
failure-device-failed-mend = Die letzten Gewichte sind gesichert; auf der CPU weitermachen.
failure-no-gpu = Die GPU des Browsers ist nicht nutzbar ({ $reason }).
failure-gpu-mend = Auf der CPU weitermachen.
# $how is a way to get first weights.
run-error-no-batches =
    { $how ->
        [reconstruction-error] Der Rekonstruktionsfehler
       *[other] { $how }
    } braucht Trainingsbeispiele, bekam aber keinen Batch davon: mindestens einen angeben.
run-error-stopped = Der Lauf wurde gestoppt.
run-error-stage-missing = Dem Checkpoint fehlen die Netze der früheren Abschnitte: den Lauf neu beginnen.
data-error-unreadable = Die Datendatei { $name } war nicht lesbar ({ $reason }); Verbindung oder Datei prüfen und noch einmal versuchen.
data-error-unanswered = Die Datendatei { $name } war nicht lesbar (der Server antwortete { $status }); Verbindung oder Datei prüfen und noch einmal versuchen.
data-error-no-connection = Die Datendatei { $name } war nicht lesbar (keine Verbindung); Verbindung oder Datei prüfen und noch einmal versuchen.
data-error-no-weights-here = Eine Seite kann { $name }, die Datei des Ausgangsnetzes, nicht lesen: dieses Experiment auf der Kommandozeile ausführen (layerlab run) oder protocol.parent weglassen.
data-error-gzip = Die Datendatei { $name } ist bei Byte { $offset } beschädigt: Ihr gzip-Strom bricht ab ({ $reason }); neu holen.
data-error-header = Die Datendatei { $name } ist bei Byte { $offset } beschädigt: Ihr Kopf von { $size } Bytes ist abgeschnitten; neu holen.
data-error-start = Die Datendatei { $name } ist bei Byte 0 beschädigt: Sie beginnt mit { $found } statt { $expected }; neu holen.
data-error-too-many-values = Die Datendatei { $name } ist bei Byte 4 beschädigt: Ihr Kopf verspricht { $shape } Werte, das ist zu viel; neu holen.
data-error-values =
    Die Datendatei { $name } ist bei Byte { $offset } beschädigt: Ihr Kopf verspricht { $shape } Werte, es folgen aber { $found ->
        [more] mehr
       *[other] { $found }
    }; neu holen.
data-error-images = Die Datendatei { $name } ist bei Byte 8 beschädigt: Ihre Bilder haben { $found } statt { $expected }; neu holen.
data-error-labels = Die Datendatei { $name } ist bei Byte 4 beschädigt: { $labels } Labels für { $images } Bilder; neu holen.
# Some sets have two labels for each image.
data-error-label =
    Die Datendatei { $name } ist bei Byte { $offset } beschädigt: { $kind ->
        [coarse] grobes Label
        [fine] feines Label
       *[only] Label
    } { $label } bei { $classes } Klassen; neu holen.
weights-error-unreadable = Die Gewichte sind keine vollständige { $format }-Datei ({ $reason }); die Datei nehmen, wie sie geschrieben wurde.
weights-error-old-pytorch = Die Gewichte haben die Form von PyTorch vor 1.6, die diese Seite nicht liest: in Python mit torch.save(torch.load("alt.pth", weights_only=True), "neu.pth") neu schreiben, oder als safetensors.
weights-error-pytorch-object = Die Gewichte stecken in einem Objekt, etwa einem ganzen Modell, das nur Python wiederherstellen kann: mit torch.save(model.state_dict(), "weights.pth") speichern.
# Each of the numbers stands before the names.
weights-error-misfit =
    Die Gewichte passen nicht zum Netz: Von seinen Tensoren passen { $matched }{ $missing ->
        [0] { "" }
        [one] ; 1 fehlt ({ $missing_names })
       *[other] ; { $missing } fehlen ({ $missing_names })
    }{ $misshaped ->
        [0] { "" }
        [one] ; 1 hat andere Form oder anderen Typ ({ $misshaped_names })
       *[other] ; { $misshaped } haben andere Form oder anderen Typ ({ $misshaped_names })
    }{ $extra ->
        [0] { "" }
        [one] ; 1 ist überzählig ({ $extra_names })
       *[other] ; { $extra } sind überzählig ({ $extra_names })
    }{ $ignored ->
        [0] { "" }
        [one] ; 1 bleibt unbeachtet ({ $ignored_names })
       *[other] ; { $ignored } bleiben unbeachtet ({ $ignored_names })
    }. { $advice ->
        [reparametrised] Die Datei enthält Teile von Gewichten, etwa von spektraler Normalisierung: sie in PyTorch mit torch.nn.utils.parametrize.remove_parametrizations oder remove_spectral_norm herausnehmen und die Gewichte neu speichern.
       *[none] Gewichte desselben Netzes nehmen.
    }
weights-error-not-finite =
    { $count ->
        [one] Der Tensor { $names } enthält
       *[other] Die Tensoren { $names } enthalten
    } NaN oder ein Unendlich: Das Training war divergiert, oder die Datei ist beschädigt; Gewichte von davor nehmen.
weights-misshaped = { $name } ist { $found } statt { $expected }
# The end of a list that is cut short.
list-more = { $names } und { $more } weitere
dependency-error-shape = Aktivierungen der Form { $shape }; nötig: [N, D], [N, C, L] oder [N, C, H, W] ohne Größe 0.
dependency-error-length = { $values } Werte füllen die Form { $shape } nicht: so viele angeben wie das Produkt ihrer Größen.
dependency-error-not-finite = Zeile { $row } enthält an Stelle { $position } NaN oder einen unendlichen Wert: endliche Aktivierungen angeben.
dependency-error-rows = { $parent } Zeilen auf einer Seite und { $child } auf der anderen: Aktivierungen derselben Beispiele angeben.
dependency-error-labels = { $labels } Labels für { $rows } Zeilen: für jede eines angeben.
dependency-error-nulls = Ein Nullwert aus { $nulls } Permutationen sagt wenig: mindestens { $least } verlangen.
dependency-error-classes = { $measure } braucht eine Klasse mit mindestens { $least } Zeilen, die größte hat { $largest }: mehr Beispiele angeben.
dependency-error-large = { $measure } kann { $rows } Zeilen einer Klasse nicht Paar für Paar vergleichen: höchstens { $most } angeben, etwa einen zufälligen Teil.
dependency-error-stopped = Die Messung wurde gestoppt.

## Warnings: what to keep in mind about figures
## 
## They stand beside a result in the page and after it in the binary.

warning-collapsed = Das Netz gibt auf jedes Beispiel dieselbe Antwort: Es ist kollabiert. Länger trainieren, oder mit kleinerer Lernrate, anderem Seed oder Batch-Normalisierung.
warning-collapsed-behind-front = Das Netz gibt auf jedes Beispiel dieselbe Antwort: Es ist kollabiert. Trainiert der vordere Teil gegen Angriffe und bleibt der Rest sauber, kann es sicherer sein, nichts zu sagen, als angegriffen zu werden. Erst einige saubere Epochen trainieren, den Schnitt zur Ausgabe hin verschieben oder Lernrate oder ε senken.
warning-catastrophic-overfitting = Katastrophales Overfitting: Auf seinen Trainingsbeispielen hält das Netz dem Ein-Schritt-Angriff stand, mit dem es trainiert, aber nicht PGD mit zehn Schritten ({ $one_step } % gegen { $iterated } %, n = { $n }, Schritt { $step }). Schrittweite oder ε senken, oder dem Angriff im Training mehr Schritte geben.
warning-optimizer-restarted = Der Lauf ging ab Schritt { $step } mit seinen Gewichten weiter, aber sein Momentum begann neu; die Zahlen weichen etwas von denen eines ununterbrochenen Laufs ab.
# $parent is clean, adversarial or semirobust-N.
warning-experiment-edited = Ab Schritt { $step } war das Experiment ein anderes: { $changes }. Die Zahlen gehören zu keinem der beiden allein.
warning-parent-not-trained = In Durchgang { $trial } gibt das Ausgangsnetz { $parent } auf jedes Beispiel dieselbe Antwort: Es hat nichts gelernt, seine Triage sagt also nichts. Mehr Epochen, Batch-Normalisierung, eine andere Lernrate oder ein kleineres ε nehmen.
warning-random-logits = Das Netz ist zufällig: Es gibt denselben Beispielen verschiedene Logits. Die Angriffe hier mitteln nicht über diesen Zufall, die wahre Genauigkeit ist also niedriger; das Netz deterministisch machen oder mit Expectation over Transformation angreifen.
warning-probability-outputs = Die Ausgaben des Netzes sehen nach Wahrscheinlichkeiten aus, nicht nach Logits: Darunter leiden die Difference of Logits Ratio und die Gradienten. Den Softmax weglassen.
warning-zero-gradients = { $zero } von { $samples } Beispielen haben am Start einen Gradienten von genau null, Gradientenangriffe sind dort also blind: Die Gradienten sind maskiert, oder die Logits so groß, dass die Kreuzentropie weggerundet wird.
warning-no-targeted-ratio = Mit { $classes } Klassen ist die gezielte Ratio nicht definiert: APGD maximiert stattdessen ein zweites Mal die Kreuzentropie.
warning-few-targets = Mit { $classes } Klassen zielen die gezielten Angriffe auf { $targets } davon statt auf 9.
warning-square-beats-gradients = Square, das ohne Gradienten auskommt, gelang bei { $broken } von { $samples } Beispielen, an denen die Gradientenangriffe gescheitert waren: Die Gradienten täuschen, und die wahre Genauigkeit kann noch niedriger sein.

## Files of other versions, and long times

# $age says whether the file is older or newer than the program.
file-other-version =
    { $name } lässt sich nicht öffnen: Die Datei hat Version { $found } des Formats, dieses Programm liest aber Version { $supported }; { $age ->
        [older] sie mit diesem Programm neu erzeugen oder das Programm verwenden, das sie geschrieben hat
       *[newer] eine neuere Version dieses Programms verwenden
    }. Nichts wurde geändert.
duration-hours = etwa { $hours } h
duration-days = etwa { $days } Tage
duration-weeks = etwa { $weeks } Wochen
duration-months = etwa { $months } Monate
duration-years = etwa { $years } Jahre
duration-unknown = unbekannte Zeit

## Learning: the menu, the view, the panel of a lesson, the glossary

learn = Lernen
learn-lessons = Lektionen
learn-new = 5 bis 10 Minuten
learn-step = Schritt { $step } von { $steps }
learn-over = fertig
view = Wie viel zu sehen ist
view-simple = Einfach
view-full = Vollständig
view-says = „Vollständig“ zeigt auch Margins, Abhängigkeiten, Behauptungen, die Prüfung des Theorems und Einstellungen für Fachleute.
view-forced = Die laufende Lektion braucht die vollständige Ansicht.
view-simple-says = Das ist die einfache Ansicht: Margins γ, Abhängigkeiten ρ, Behauptungen, Prüfungen und Einstellungen für Fachleute sind ausgeblendet.
view-show-all = Alles zeigen
status-terms = Begriffe:{ " " }
busy-to-set-up = Ein Lauf ist im Gang: stoppen oder sein Ende abwarten, dann den Knopf noch einmal drücken.
lesson-where = Lektion, Schritt { $step } von { $steps }
lesson-fold = Text ein- oder ausblenden
lesson-leave = Lektion verlassen
lesson-steps = Schritte der Lektion
lesson-dot =
    Schritt { $step }: { $title }{ $done ->
        [yes] , fertig
       *[no] { "" }
    }
lesson-needs-full = Diese Lektion braucht die vollständige Ansicht; sie bleibt an, bis die Lektion verlassen wird.
lesson-set-up = Für mich einstellen
lesson-set-up-quick = Damit es schnell geht, trainieren Lektionen auf weniger Bildern und messen mit weniger Schritten als die Seite beim Öffnen: ihre Zahlen untereinander vergleichen.
lesson-tasks = Zu tun
lesson-task-done = (fertig)
lesson-task-said = Fertig: { $task }
lesson-terms = Begriffe:
lesson-back = Zurück
lesson-next = Weiter
lesson-next-lesson = Nächste Lektion
lesson-end = Beenden
lesson-restart = Meinen Stand in dieser Lektion vergessen
lesson-seen = Was zu sehen war
lesson-seen-nothing = Hier stehen die Zahlen der eigenen Läufe. In diesem Besuch gab es noch keine, die diese Lektion vergleichen kann: zu einem Schritt zurückgehen und ihn ausführen, dann erscheinen sie.
lesson-handout = Drei Fragen zum Austeilen
handout-lesson = Zur Lektion
handout-answers = Mit Antworten
handout-print = Drucken
handout-on = Wo nichts anderes steht, sind Zahlen in den Antworten Mittel über zehn Durchgänge auf 1.000 Testbildern von Fashion-MNIST mit ε = 0,1 in L∞. Eigene Läufe sind kürzer und weichen davon ab.
glossary = Glossar
glossary-hint = Jeder Begriff der Seite, mit einem Bild
glossary-search = Suchen
glossary-found =
    { $terms ->
        [0] kein Begriff gefunden
        [one] 1 Begriff
       *[other] { $terms } Begriffe
    }
glossary-formula = Formel
glossary-all = Alle Begriffe
# What the runs of a lesson have shown.
seen-example = { $attack }: { $clean } von { $n } Bildern sind richtig, wie sie sind, angegriffen noch { $robust }.
seen-training = ε { $epsilon }: saubere Genauigkeit { $clean_before } → { $clean } ({ $clean_change } Prozentpunkte), unter Angriff { $robust_before } → { $robust } ({ $robust_change } Prozentpunkte).
seen-training-alone = ε { $epsilon }: { $clean } sauber, { $robust } unter Angriff. Kein normales Netz hatte es mit diesem Angriff zu tun, es fehlt also der Vergleich.
seen-training-time = Ein Trainingsschritt dauerte beim normalen Netz { $normal } ms und beim robusten { $robust } ms, Auswertungen eingerechnet.
seen-half =
    { $rest ->
        [1] Letzte Schicht sauber
       *[other] Letzte { $rest } Schichten sauber
    }, alles unter Angriff: ganz robust { $robust }, semirobust { $swapped }, nach Feintuning { $tuned }. Dasselbe Feintuning hinter einem sauberen vorderen Teil: { $control }. Der robuste vordere Teil bringt also { $adds } Prozentpunkte.
seen-dependency =
    { $parent } → { $child }, { $measure }: { $rho }, durch Zufall { $null }: { $above ->
        [yes] mehr, als der Zufall ergibt
       *[no] nicht mehr, als der Zufall ergibt
    }.
seen-triage = { $fold }: { $before } Prozentpunkte { $before_interval } ohne Training, { $after } { $after_interval } nach Training des ganzen Netzes.
seen-compressed =
    { $fold }, { $trained ->
        [yes] ganzes Netz trainiert
       *[no] ohne Training
    }: sauber { $clean } Prozentpunkte { $clean_interval }, unter Angriff { $robust } { $robust_interval }.
seen-apart = Nicht alle Intervalle überlappen sich: Einige Blöcke lassen sich hier unterscheiden, in diesem einen Durchgang.

## Lesson: what an adversarial example is

lesson-example = Was ist ein adversarielles Beispiel?
lesson-example-goal = Ein gewöhnliches Netz trainieren, dann Bilder ansehen, die so wenig verändert sind, dass es kaum auffällt, und sehen, was das Netz aus ihnen macht.
lesson-example-network = Ein gewöhnliches Netz trainieren
lesson-example-network-says =
    Die Kästen sind die Schichten eines kleinen Netzes, das lernt, Hemden von Schuhen zu unterscheiden. Alle lernen hier aus sauberen Bildern: Fotos, wie sie sind, niemand will jemanden täuschen.
    
    Unten den Knopf drücken, dann „Trainieren“. Während das Netz lernt, lohnt ein Blick auf die zwei Kurven: Eine ist die Genauigkeit auf sauberen Bildern, die andere die auf angegriffenen.
lesson-example-network-task-trained = Ein Netz wurde nur mit sauberen Bildern trainiert
lesson-example-fooled = Ein Bild finden, das es täuscht
lesson-example-fooled-says =
    Unter der Bühne ist jede Zeile ein Bild: wie es ist, was der Angriff hinzufügt (vergrößert), und das angegriffene Bild. Daneben steht, was das Netz vorher und nachher sagt.
    
    Eine Zeile wählen, in der die erste Antwort richtig und die zweite falsch ist. Sie kommt auf die Bühne: Wie ändern sich die Balken der Antwort?
lesson-example-fooled-task-wrong = Auf der Bühne ist ein Bild, das sauber richtig und angegriffen falsch ist
lesson-example-weaker = Den Angriff schwächer machen
lesson-example-weaker-says =
    ε sagt, wie weit der Angriff jedes Pixel verändern darf: 0,1 ist ein Zehntel des Wegs von Schwarz nach Weiß. ε auf 0,03 oder weniger ziehen und noch einmal trainieren.
    
    Vor dem Trainieren erst raten: Wie viele Bilder erkennt das Netz bei einer so kleinen Änderung noch richtig?
lesson-example-weaker-task-epsilon = ε ist höchstens 0,03
lesson-example-weaker-task-trained = Ein Netz wurde mit diesem ε trainiert und angegriffen
lesson-example-shape = Eine andere Form der Änderung
lesson-example-shape-says =
    Bisher durfte sich jedes Pixel um ε ändern, ganz gleich, wie viele andere es auch taten (die Norm L∞). Bei L2 zählt die Länge der ganzen Änderung: Wenige Pixel dürfen sich stark ändern oder alle ein wenig.
    
    Die Zahlen von ε sind zwischen beiden nicht vergleichbar. Was fügt der Angriff jetzt hinzu, und wie sah es vorher aus?
lesson-example-shape-task-norm = Der Angriff hat die Norm L2
lesson-example-shape-task-trained = Ein Netz wurde in dieser Norm trainiert und angegriffen
lesson-example-seen-says = Ein adversarielles Beispiel ist ein echtes Bild plus eine kleine Änderung, nach der gesucht wurde. Zufällig gezogenes Rauschen gleicher Größe schadet viel weniger: Den Schaden macht die Suche.
lesson-example-question-1 = Ist das Netz kaputt? Die meisten sauberen Bilder erkennt es ja richtig.
lesson-example-answer-1 = Das hängt davon ab, was versprochen ist. Saubere Genauigkeit gilt für Bilder wie die, an denen getestet wurde; über Bilder, die jemand mit Absicht schwer gemacht hat, sagt sie nichts. Ein normales Netz kommt auf sauberen Bildern auf 84 % und unter diesem Angriff auf 9 %: Beide Zahlen stimmen, sie beantworten nur verschiedene Fragen.
lesson-example-question-2 = Warum gehören zu einer Genauigkeit unter Angriff immer ε und die Norm?
lesson-example-answer-2 = Weil sie sagen, was der Angreifer darf. Mit ε = 0 ist die Genauigkeit unter Angriff die saubere; mit genügend großem ε lässt sich jedes Bild in jedes andere verwandeln, und dem hält kein Netz stand. Eine Zahl ohne ε und Norm lässt sich mit keiner anderen vergleichen.
lesson-example-question-3 = Die Seite sagt 9 % unter PGD. Ist der wahre Wert höher oder niedriger?
lesson-example-answer-3 = Höchstens so hoch. Ein Angriff findet einige der Änderungen, die das Netz täuschen, und ein besserer findet vielleicht mehr: Unter AutoAttack kommen dieselben Netze auf 7,5 % (100 Bilder). Von der anderen Seite begrenzt den Wert nur ein Beweis, ein Zertifikat.

## Lesson: adversarial training and its price

lesson-training = Adversarielles Training und sein Preis
lesson-training-goal = Dasselbe Netz zweimal trainieren, einmal mit sauberen und einmal mit angegriffenen Bildern, und herausfinden, was Robustheit kostet.
lesson-training-normal = Erst ein normales Netz
lesson-training-normal-says =
    Zuerst braucht es etwas zum Vergleichen. Diese Einstellungen trainieren alle Schichten mit sauberen Bildern und greifen das Ergebnis mit ε = 0,1 an.
    
    Aus der ersten Lektion ist dieses Netz vielleicht schon da.
lesson-training-normal-task-trained = Ein normales Netz wurde trainiert und mit ε ab 0,05 angegriffen
lesson-training-modes = Alle Schichten aus Angriffen lernen lassen
lesson-training-modes-says =
    Adversarielles Training ist schnell erklärt: in jedem Schritt erst die Bilder angreifen, dann aus den angegriffenen lernen. Unter den Kästen lässt sich für jede Seite des Schnitts wählen, wie sie lernt.
    
    Beide Seiten auf „adversariell“ stellen, oder den Knopf drücken. Er lässt das Netz auch erst zwei Epochen mit sauberen Bildern trainieren, weil ein frisches Netz aus Angriffen wenig lernt.
lesson-training-modes-task-both = Der vordere Teil und der Rest stehen beide auf „adversariell“
lesson-training-robust = Das robuste Netz trainieren
lesson-training-robust-says =
    „Trainieren“ drücken. Jeder Schritt geht nun mehrmals durch das Netz: einige Male, um den Angriff zu finden, und einmal, um aus ihm zu lernen. Wie viel langsamer sind die Schritte?
    
    Am Ende beide Kurven mit denen des normalen Laufs vergleichen. In der Liste unter den Kurven lassen sich frühere Läufe ein- und ausblenden.
lesson-training-robust-task-trained = Ein robustes Netz wurde mit ε ab 0,05 trainiert
lesson-training-stronger = Ein stärkerer Angriff
lesson-training-stronger-says =
    Und wenn das Netz doppelt so großen Änderungen standhalten soll? ε auf 0,2 stellen und noch einmal trainieren.
    
    Erst raten: Was wird aus der Genauigkeit auf sauberen Bildern? Ein Angriff mit diesem ε darf aus Schwarz Dunkelgrau und aus Weiß Hellgrau machen.
lesson-training-stronger-task-trained = Ein robustes Netz wurde mit ε ab 0,15 trainiert
lesson-training-seen-says = Robustheit kostet Zeit und oft auch saubere Genauigkeit. Diese Netze sind klein und wurden nur kurz trainiert, jedes einmal: Die Klammern sagen, wie weit den Zahlen über Bilder hinweg zu trauen ist, nicht über Trainings hinweg.
lesson-training-question-1 = Was zahlt ein robustes Netz für seine Genauigkeit unter Angriff?
lesson-training-answer-1 = Saubere Genauigkeit: 84 % beim normalen Netz gegen 77 % beim robusten, das unter Angriff bei 63 % bleibt, wo das normale auf 9 % fällt. Und Zeit: Jeder Trainingsschritt braucht auch die Durchläufe des Angriffs.
lesson-training-question-2 = Warum sucht das Training in jedem Schritt einen neuen Angriff, statt die angegriffenen Bilder einmal herzustellen?
lesson-training-answer-2 = Ein Angriff gilt den Gewichten, wie sie gerade sind. Sobald sie sich ändern, passt er nicht mehr, und das Netz hätte nur gelernt, alten Angriffen standzuhalten. Das Training minimiert über die Gewichte, was der Angriff über die Änderungen maximiert, also geht beides Hand in Hand.
lesson-training-question-3 = Jemand trainiert das robuste Netz drei Epochen länger und gewinnt zwei Prozentpunkte. Lag es an dem neuen Trick?
lesson-training-answer-3 = Vielleicht an den drei Epochen. Ein robustes Netz, das einfach 3,2 Epochen weitertrainiert wurde, stieg von 62,9 auf 65,3 %. Jeder Vergleich braucht ein Netz, das dasselbe Training ohne den Trick bekam: eine Kontrolle.

## Lesson: half a robust network

lesson-half = Macht die robuste Hälfte das ganze Netz robust?
lesson-half-goal = Einen sauberen Rest hinter einen robusten vorderen Teil setzen, die Robustheit fallen sehen, sie zurückholen und dann fragen, wem das wirklich zu verdanken ist.
lesson-half-cut = Das Netz teilen
lesson-half-cut-says =
    „Robustheit wandern sehen“ macht alles in einem Lauf: ein normales Netz, ein robustes und dann eine Mischung. Die gestrichelte Linie ist der Schnitt: Die Schichten davor sind der vordere Teil f_a, die dahinter der Rest f_b.
    
    Den Schnitt hinter die erste Schicht ziehen, oder ihn fokussieren und die Pfeiltasten benutzen. Der Knopf erledigt das auch, mit kurzen Einstellungen.
lesson-half-cut-task-workflow = Oben ist „Robustheit wandern sehen“ gewählt
lesson-half-cut-task-first = Der Schnitt liegt hinter der ersten Schicht
lesson-half-fall = Tauschen und sehen, was fällt
lesson-half-fall-says =
    „Trainieren“ drücken und den Schritten über der Bühne folgen. Erst wird ein normales Netz trainiert, dann wird es robust gemacht. Dann bleibt der vordere Teil, und der Rest wird gegen den des normalen Netzes getauscht: das semirobuste Netz.
    
    Vorher raten: Wie viel von der Robustheit bleibt?
lesson-half-fall-task-robust = Das robuste Netz wurde gemessen
lesson-half-fall-task-semirobust = Das semirobuste Netz wurde gemessen
lesson-half-tune = Die Robustheit zurückholen
lesson-half-tune-says =
    Jetzt ist der vordere Teil eingefroren, und nur der Rest lernt, aus angegriffenen Bildern. Das ist die Idee der Arbeit: Wandert die Robustheit des vorderen Teils durch die Schichten, sollte ein kurzes Feintuning des Rests sie zurückbringen.
    
    Den fünften Schritt abwarten und seine Zahl mit der des robusten Netzes vergleichen.
lesson-half-tune-task-transferred = Das Netz nach dem Feintuning wurde gemessen
lesson-half-control = Wer hat sie zurückgebracht?
lesson-half-control-says =
    Der Rest hat aus angegriffenen Bildern gelernt. Könnte er von selbst robust geworden sein, ganz ohne robusten vorderen Teil? Der letzte Schritt probiert es: derselbe Rest, dasselbe Feintuning, hinter einem vorderen Teil, der nie einen Angriff gesehen hat.
    
    Nur der Unterschied zwischen beiden ist das Werk des vorderen Teils. Am Ende des Laufs steht oben der Satz dazu.
lesson-half-control-task-measured = Die Kontrolle hinter einem sauberen vorderen Teil wurde gemessen
lesson-half-short = Den Schnitt verschieben
lesson-half-short-says =
    Jetzt nur noch die letzte Schicht zum Rest machen und alles noch einmal laufen lassen. Der Rest kann nun für sich genommen viel weniger.
    
    Kommt die Kontrolle wieder so nah heran?
lesson-half-short-task-last = Hinter dem Schnitt liegt nur die letzte Schicht
lesson-half-short-task-measured = Dieser Transfer und seine Kontrolle wurden gemessen
lesson-half-seen-says = Das ist ein Durchgang mit wenigen Bildern. In zehn längeren Durchgängen brachte der vordere Teil 34 Prozentpunkte bei einer Schicht im Rest, 15 bei zweien und 5 bei dreien: Was bei einem langen Rest zurückkommt, ist größtenteils dessen eigenes Werk.
lesson-half-question-1 = Nach dem Feintuning ist das Netz so robust wie das ganz robuste. Was folgt daraus über den vorderen Teil?
lesson-half-answer-1 = Allein daraus nichts. Mit drei Schichten im Rest erreicht Feintuning hinter dem robusten vorderen Teil 63 % und dasselbe Feintuning hinter einem sauberen 57 %. Nur der Unterschied, 5 Prozentpunkte, ist dem vorderen Teil zu verdanken.
lesson-half-question-2 = Mit einer Schicht im Rest ändert sich das Bild. Wie, und warum?
lesson-half-answer-2 = Hinter dem robusten vorderen Teil erreicht das Netz 65 %, hinter dem sauberen 30 %. Eine einzelne lineare Schicht kann wenig ausrichten, wenn ein Angriff ihre Merkmale hin und her schiebt: Hier entscheidet der vordere Teil.
lesson-half-question-3 = Angenommen, das Netz ist nach dem Feintuning besser als das ganz robuste. Hat der Transfer das adversarielle Training geschlagen?
lesson-half-answer-3 = Es wurde länger trainiert. Das robuste Netz gewinnt 2,4 Prozentpunkte, wenn es ebenso viele Epochen weitertrainiert; ein Vorsprung darunter ist keiner. Auch dieses Netz ist eine Kontrolle, und es kostet so viel wie alles andere zusammen.

## Lesson: which layers depend on which

lesson-dependency = Welche Schicht hängt von welcher ab, und was ergibt der Zufall?
lesson-dependency-goal = Messen, wie viel benachbarte Schichten übereinander verraten, und herausfinden, wie viel von dieser Zahl auch dann da ist, wenn sie nichts verraten.
lesson-dependency-measure = Die Bindungen messen
lesson-dependency-measure-says =
    Robustheit könnte vom vorderen Teil in den Rest wandern, weil jede Schicht von der vorigen abhängt. ρ fasst das in eine Zahl: wie viel die Ausgaben zweier benachbarter Schichten übereinander verraten, innerhalb jeder Klasse, unter Angriff.
    
    Diesen Transfer ausführen. Er misst in jedem Netz alle benachbarten Paare, das dauert etwas; die unterste Spur füllt sich.
lesson-dependency-measure-task-full = Alles ist eingeblendet
lesson-dependency-measure-task-measured = Die Paare eines Netzes wurden gemessen
lesson-dependency-chance = Was der Zufall ergibt
lesson-dependency-chance-says =
    Neben jedem ρ steht sein Nullwert: dasselbe Maß, nachdem die Zeilen der einen Schicht innerhalb ihrer Klasse gemischt wurden. Dann gibt es nichts mehr zu verraten; was das Maß noch anzeigt, ist seine eigene Verzerrung.
    
    EDGE wählen, das Maß der Arbeit. Jede Zahl erst mit der daneben vergleichen, dann glauben. Blasse Linien sind nicht mehr, als der Zufall ergibt.
lesson-dependency-chance-task-edge = Die Spur zeigt EDGE, und Paare wurden gemessen
lesson-dependency-other = Ein anderes Maß fragen
lesson-dependency-other-says =
    KSG betrachtet nächste Nachbarn auf wenigen Hauptrichtungen, und CKA vergleicht, welche Beispiele sich in beiden Schichten ähneln. Auch sie haben einen Nullwert.
    
    Eines davon wählen. Sind sich die Maße einig, welche Bindung die stärkste ist? Ihre Einheiten sind verschieden, also zählt die Reihenfolge, nicht die Größe.
lesson-dependency-other-task-measure = Die Spur zeigt ein anderes Maß als EDGE
lesson-dependency-noise = Die Bindung lösen
lesson-dependency-noise-says =
    Eine Bindung, die da ist, muss nichts übertragen. Ein Eingriff kann das zeigen: Rauschen auf dem, was der vordere Teil weitergibt, senkt die Abhängigkeit. Wandert die Robustheit durch sie, muss die Margin unter Angriff mit ihr fallen.
    
    Das Diagramm „Und wenn der Rest weniger vom vorderen Teil abhinge?“ zeigt beides für diesen Lauf.
lesson-dependency-noise-task-measured = Ein Netz mit Rauschen am Schnitt wurde gemessen
lesson-dependency-seen-says = Das sind Zahlen eines Netzes in einem Lauf. Ein Wert ohne Nullwert sagt wenig, und ein Wert darüber sagt, dass Schichten zusammenhängen, nicht, dass Robustheit durch sie wandert.
lesson-dependency-question-1 = Eine Arbeit berichtet, zwei Schichten teilten 3,9 Bit. Was ist die erste Frage?
lesson-dependency-answer-1 = Wie viel dasselbe Maß bei gemischten Zeilen ergibt. In unseren Läufen ist EDGE zwischen den zwei Faltungen des normalen Netzes 3,90 und nach dem Mischen 3,89: Fast alles davon ist Verzerrung. Außerdem kann der Wert nicht über dem Logarithmus der Anzahl der Beispiele liegen.
lesson-dependency-question-2 = „Die Abhängigkeit fällt zur Ausgabe hin.“ Stimmt das?
lesson-dependency-answer-2 = Für die Werte von EDGE stimmt es, für ihren Abstand zum Zufall nicht: Das letzte Paar liegt um 0,165 Bit weiter über seinem Nullwert als das erste. Der Nullwert fällt genauso, weil es weniger Neuronen gibt.
lesson-dependency-question-3 = KSG findet starke Bindungen zwischen allen Schichten. Wandert Robustheit durch sie?
lesson-dependency-answer-3 = Das muss sich zeigen, wenn man sie schwächt. Mit Rauschen hinter der ersten Schicht bricht die Margin ein, während KSG und CKA sich kaum bewegen; vor der ersten linearen Schicht gehen zwei Fünftel von InfoNCE verloren, aber nur ein Siebtel der Margin. Also ist keines dieser Maße das, was dort die Robustheit trägt.

## Lesson: triage

lesson-triage = Triage: Welcher Block ist kritisch?
lesson-triage-goal = Einen Block von Schichten durch eine einzige ersetzen, sehen, wie schwer das Netz verletzt ist, es behandeln und herausfinden, wie viel ein einzelner Durchgang sagen kann.
lesson-triage-fold = Einen Block verschmelzen
lesson-triage-fold-says =
    Wie wichtig ist eine Schicht? Wegnehmen und nachsehen. In einer Triage werden zwei oder mehr benachbarte Schichten zu einer mit zufälligen Gewichten, und alles andere bleibt, wie es war.
    
    Den Knopf für die Einstellungen drücken, dann unter einem der Blöcke „Verschmelzen“.
lesson-triage-fold-task-workflow = Oben ist „Blöcke komprimieren“ gewählt
lesson-triage-fold-task-folded = Ein Block ist verschmolzen
lesson-triage-wound = Wie schlimm ist es?
lesson-triage-wound-says =
    „Trainieren“ drücken. Erst wird das Ausgangsnetz trainiert, dann wird die Verschmelzung gemessen, wie sie ist. Das Feld in der Tabelle unter der Bühne sagt, um wie viele Prozentpunkte sich die Genauigkeit ändert.
    
    Klammern sind 95-%-Intervalle über die Testbilder: Mit anderen Bildern könnte die Zahl irgendwo darin liegen.
lesson-triage-wound-task-measured = Eine Verschmelzung wurde ohne Training gemessen
lesson-triage-heal = Behandeln
lesson-triage-heal-says =
    Das nächste Feld zeigt dieselbe Verschmelzung, nachdem das ganze Netz zwei Epochen trainiert hat. Das ist der Verlust, der bleibt: die Kritikalität des Blocks.
    
    Ist die Wunde noch zu sehen? Zur Kontrolle wurde auch das Ausgangsnetz so lange weitertrainiert, damit längeres Training allein nicht als Heilung zählt.
lesson-triage-heal-task-measured = Die Verschmelzung wurde nach Training des ganzen Netzes gemessen
lesson-triage-every = Alle Blöcke ausprobieren
lesson-triage-every-says =
    „Alle einzeln“ drücken und noch einmal „Trainieren“: Was schon bekannt ist, wird nicht noch einmal gemessen. Dann die Spalten vergleichen.
    
    Vorsicht mit der Rangfolge: Wo sich Intervalle überlappen, trennt dieser Lauf die Blöcke nicht; und es sind Intervalle über Bilder, nicht über Trainings.
lesson-triage-every-task-all = Mindestens zwei Blöcke sind verschmolzen
lesson-triage-every-task-measured = Mindestens zwei Verschmelzungen wurden nach Training des ganzen Netzes gemessen
lesson-triage-seen-says = Ob sich Blöcke unterscheiden, hängt davon ab, wie die neue Schicht beginnt und wie sie trainiert wird, und ein Durchgang kann es nicht entscheiden. In zehn Durchgängen mit zufälligen Anfangsgewichten unterschieden sich Blöcke nach dem Feintuning; mit Anfangsgewichten nach kleinsten Quadraten waren sie auf einen Prozentpunkt gleich.
lesson-triage-question-1 = Direkt nach dem Verschmelzen rät das Netz nur. Ist der Block deshalb kritisch?
lesson-triage-answer-1 = Nein. Mit zufälligen Anfangsgewichten kostet jeder Block 69 bis 73 Prozentpunkte, weil die neue Schicht noch nichts Nützliches tut. Mit Anfangsgewichten nach kleinsten Quadraten kosten dieselben Verschmelzungen 2 bis 10. Was nach dem Training bleibt, ist die bessere Frage.
lesson-triage-question-2 = Nach dem Feintuning verliert Block A 1,1 Prozentpunkte [0,3; 1,8] und Block C 2,7 [2,0; 3,4]. Was lässt sich sagen?
lesson-triage-answer-2 = Das sind unsere Zahlen über zehn Durchgänge, und ein Test über alle Blöcke sagt, dass sie sich unterscheiden (p < 0,001). Nach einem einzigen Durchgang ließe sich nichts sagen: Bei drei Blöcken und einem Prozentpunkt Streuung erkennen drei Durchgänge ein wahres „kein Unterschied“ in 6 von 100 Fällen, zehn Durchgänge in 96.
lesson-triage-question-3 = Warum trainiert das Ausgangsnetz so viele Epochen weiter wie das verschmolzene Netz?
lesson-triage-answer-3 = Weil mehr Training allein schon helfen kann. Das Ausgangsnetz steigt in drei weiteren Epochen von 87,5 auf 87,9 %; ohne diese Kontrolle würde das der Komprimierung gutgeschrieben.

## Lesson: robust and compressed

lesson-compressed = Zugleich robust und komprimiert
lesson-compressed-goal = Die Blöcke eines robusten Netzes verschmelzen und zwei Verluste zugleich ansehen: Tragen die Blöcke, die Genauigkeit tragen, auch Robustheit?
lesson-compressed-parent = Ein robustes Ausgangsnetz
lesson-compressed-parent-says =
    Ein robustes Ausgangsnetz einstellen: Es lernt aus angegriffenen Bildern. Die Anfangsgewichte der neuen Schichten kommen hier aus kleinsten Quadraten, so dass jede so nah an ihrem Block beginnt, wie sie kann.
    
    Den Knopf drücken, dann „Alle einzeln“.
lesson-compressed-parent-task-robust = Das Ausgangsnetz ist robust
lesson-compressed-parent-task-folded = Mindestens zwei Blöcke sind verschmolzen
lesson-compressed-both = Zwei Verluste
lesson-compressed-both-says =
    „Trainieren“ drücken. Robustes Training dauert länger als in der Lektion davor. In jedem Feld zählen jetzt beide Hälften: links die Änderung der sauberen Genauigkeit, rechts die unter Angriff.
    
    Erst raten: Welche ist größer?
lesson-compressed-both-task-measured = Mindestens zwei Verschmelzungen des robusten Ausgangsnetzes wurden gemessen
lesson-compressed-look = Genau hinsehen
lesson-compressed-look-says = Ein Feld der Tabelle wählen, um es ganz zu lesen. Dann die Zeile entlanggehen: Ist der Block mit dem größten sauberen Verlust auch der mit dem größten Verlust unter Angriff?
lesson-compressed-look-task-cell = Ein Feld der Tabelle wurde geöffnet
lesson-compressed-heal = Heilen
lesson-compressed-heal-says =
    Jetzt das ganze Netz nach jeder Verschmelzung zwei Epochen aus angegriffenen Bildern lernen lassen. Der Knopf behält das Ausgangsnetz und fügt die Felder hinzu.
    
    Wie viel von der Robustheit ist wieder da?
lesson-compressed-heal-task-measured = Mindestens zwei Verschmelzungen wurden nach Training des ganzen Netzes gemessen
lesson-compressed-seen-says = Ein kleines Netz, ein Durchgang. In zehn längeren Durchgängen kostete das Verschmelzen des ersten Blocks eines robusten Netzes unter Angriff weit mehr als ohne, und Training des ganzen Netzes machte es wieder wett.
lesson-compressed-question-1 = Sind die Blöcke, die Genauigkeit tragen, auch die, die Robustheit tragen?
lesson-compressed-answer-1 = In unseren Läufen nicht. In einem robusten Netz unterscheidet die saubere Genauigkeit die Blöcke kaum (0,3 bis 2,8 Prozentpunkte ohne Training), die Robustheit schon: Den ersten Block zu verschmelzen, kostet unter Angriff 12,7 Prozentpunkte, den mittleren 5,7, den letzten 3,6.
lesson-compressed-question-2 = Nach dem Verschmelzen darf nur die neue Schicht trainieren. Genügt das?
lesson-compressed-answer-2 = Für saubere Genauigkeit fast: Es fehlt weniger als ein Prozentpunkt. Unter Angriff fehlen beim ersten Block noch 6,8. Training des ganzen Netzes mit angegriffenen Bildern bringt alles zurück.
lesson-compressed-question-3 = Ein Netz soll komprimiert werden, auf dessen robustem vorderem Teil andere aufbauen. Welcher Block bleibt in Ruhe?
lesson-compressed-answer-3 = Der erste. Wird er verschmolzen, allein mit angegriffenen Bildern repariert und eingefroren, und kommt dahinter das Feintuning des Rests, landet das Netz 4,5 Prozentpunkte unter demselben Transfer ohne Verschmelzung; ein Block des Rests kostet weniger als einen.

## Terms of the glossary: the name, and two sentences

term-adversarial-example = Adversarielles Beispiel
term-adversarial-example-says = Ein Beispiel, das absichtlich ein wenig verändert wurde, so dass das Netz es falsch erkennt. Für einen Menschen sieht es aus wie zuvor.
term-adversarial-training = Adversarielles Training
term-adversarial-training-says = In jedem Schritt werden die Beispiele erst angegriffen, und das Netz lernt aus den angegriffenen. So wird es robust, und das Training dauert um ein Mehrfaches länger.
term-attack = Angriff
term-attack-says = Eine Suche nach der Änderung innerhalb von ε, mit der das Netz falsch liegt. Was sie ergibt, ist eine obere Schranke: Ein besserer Angriff findet vielleicht mehr.
term-audit = Prüfung des Theorems
term-audit-says = Ein Theorem verspricht eine Margin am Ende, wenn der vordere Teil robust ist und die Schichten stark genug voneinander abhängen. Die Prüfung hält jede seiner Voraussetzungen gegen das Gemessene und sagt, ob das Versprechen überhaupt gilt.
term-auto-attack = AutoAttack
term-auto-attack-says = Vier verschiedene Angriffe hintereinander, ohne Einstellungen zum Wählen, jeder auf die Beispiele, die den vorigen standhielten. Die Genauigkeit darunter ist die übliche Zahl, um Netze zu vergleichen.
term-batch = Batch
term-batch-says = Die Beispiele, die das Netz zusammen ansieht, bevor es seine Gewichte einmal ändert. Eine solche Änderung ist ein Trainingsschritt.
term-block = Block
term-block-says = Benachbarte Schichten gleicher Art zwischen zwei Wechseln der Auflösung. In einer Triage ersetzt eine Schicht einen Block.
term-certificate = Zertifikat und Klammer
term-certificate-says = Ein Zertifikat beweist, wie weit eine Margin bei jeder Änderung innerhalb von ε höchstens fallen kann; ein Angriff zeigt, wie weit sie bei einer fällt. Die Wahrheit liegt in der Klammer zwischen beiden.
term-cka = CKA
term-cka-says = Centered Kernel Alignment: ob sich in beiden Schichten dieselben Beispiele ähneln, von 0 bis 1. Es ändert sich nicht, wenn die Ausgabe einer Schicht gedreht oder skaliert wird, und ohne Verzerrung ist es durch Zufall im Mittel 0.
term-claim = Behauptung
term-claim-says = Eine Aussage einer Arbeit, mit der Zahl und dem Test, die sie entscheiden. Sie trifft zu, trifft nicht zu oder bleibt offen; bei wenigen Durchgängen meist das Letzte.
term-clean-accuracy = Saubere Genauigkeit
term-clean-accuracy-says = Der Anteil der Beispiele, die das Netz ohne Angriff richtig erkennt, so wie sie sind. Gemessen wird sie auf Beispielen, die nicht im Training waren.
term-compression = Komprimieren, verschmelzen
term-compression-says = Aus einem Block von Schichten wird eine Schicht mit gleicher Eingabe und Ausgabe. Das Netz wird kleiner, und die Frage ist, was es verliert.
term-control = Kontrolle
term-control-says = Derselbe Versuch ohne das, was geprüft werden soll. Nur der Unterschied dazu ist eine Wirkung: hier die des robusten vorderen Teils.
term-criticality = Kritikalität
term-criticality-says = Wie viele Prozentpunkte Genauigkeit verloren gehen, wenn ein Block verschmolzen wird, nach einer bestimmten Trainingsart. Ein Block, ohne den das Netz genauso gut ist, ist nicht kritisch.
term-cut = Schnitt
term-cut-says = Die Stelle, an der das Netz in zwei Teile geteilt ist. Die Schichten davor sind der vordere Teil, die dahinter der Rest.
term-dependency = Abhängigkeit ρ
term-dependency-says = Wie viel die Ausgaben zweier benachbarter Schichten übereinander verraten, innerhalb jeder Klasse, auf angegriffenen Beispielen. Ohne ihren Nullwert besagt sie nichts.
term-distillation = Destillation
term-distillation-says = Ein Netz lernt von einem anderen: aus dessen Antworten oder aus dem, was dessen Schichten weitergeben. Die Antworten des Lehrers verraten mehr als nur die richtige Klasse.
term-edge = EDGE
term-edge-says = Ein Maß der Transinformation, das zählt, wie oft die Ausgaben zweier Schichten in dasselbe Paar von Fächern fallen. Bei vielen Neuronen und wenigen Beispielen ist es vor allem Verzerrung, also auf den Nullwert achten.
term-epoch = Epoche
term-epoch-says = Ein Durchlauf durch alle Trainingsbeispiele. Ein Training von vier Epochen sieht jedes von ihnen viermal.
term-epsilon = Stärke ε
term-epsilon-says = Wie weit der Angriff ein Beispiel verändern darf, dessen Werte von 0 bis 1 gehen. Mit ε = 0 gibt es keinen Angriff, und bei einem großen hält kein Netz stand.
term-fine-tune = Feintuning
term-fine-tune-says = Ein schon trainiertes Netz, oder nur einen Teil davon, noch ein wenig weitertrainieren. Hier lernt der Rest, während der vordere Teil eingefroren ist.
term-front-and-rest = Vorderer Teil und Rest, f_a und f_b
term-front-and-rest-says = Die Schichten vor dem Schnitt sind der vordere Teil f_a, die dahinter der Rest f_b. Der Rest bekommt nur zu sehen, was der vordere Teil weitergibt.
term-frozen = Eingefroren
term-frozen-says = Schichten, die nicht lernen: Ihre Gewichte bleiben Bit für Bit, was sie waren. Alles um sie herum kann weiterlernen.
term-holm = Holm-Verfahren
term-holm-says = Wer viele Behauptungen testet, findet einige durch Glück. Das Holm-Verfahren verlangt von den kleinsten p-Werten mehr, damit alles, was es annimmt, auch zusammen Bestand hat.
term-info-nce = InfoNCE
term-info-nce-says = Eine untere Schranke der Transinformation: wie gut sich erkennen lässt, welche Ausgabe der einen Schicht zu welcher der anderen gehört. Sie kann nicht über dem Logarithmus der Anzahl der Beispiele liegen.
term-interval = Intervall, 95 %
term-interval-says = Der Bereich, in dem eine Zahl mit anderen Beispielen oder in anderen Durchgängen in 95 von 100 Fällen läge. Überlappen sich zwei Intervalle weit, lassen sich die Zahlen nicht ordnen.
term-ksg = KSG
term-ksg-says = Ein Maß der Transinformation über nächste Nachbarn, benannt nach Kraskov, Stögbauer und Grassberger. Es wird auf wenigen Hauptrichtungen der Ausgaben bestimmt und liegt durch Zufall nahe 0.
term-layer = Schicht
term-layer-says = Ein Schritt des Netzes mit eigenen Gewichten, etwa eine Faltung oder eine lineare Abbildung, und was darauf folgt. Ihr Kasten ist umso größer, je mehr Gewichte sie hat.
term-learning-rate = Lernrate
term-learning-rate-says = Wie weit sich die Gewichte in jedem Trainingsschritt bewegen. Eine zu kleine lernt langsam, eine zu große springt über das Tal hinweg.
term-loss = Verlust
term-loss-says = Wie sehr das Netz von der richtigen Antwort überrascht ist: wenig, wo es sich sicher war und richtig lag. Training senkt ihn, ein Angriff erhöht ihn.
term-margin = Margin γ
term-margin-says = Wie weit die richtige Klasse in der Wahrscheinlichkeit vor der nächsten liegt, von −1 bis 1, bei der schlimmsten Änderung innerhalb von ε. Über 0 ist die Antwort richtig; ein Ausleser macht aus der Ausgabe jeder Schicht eine Antwort.
term-noise = Rauschen am Schnitt
term-noise-says = Zufallszahlen, die zu dem kommen, was der vordere Teil weitergibt, so dass der Rest weniger davon abhängt. Kommt Robustheit durch diese Abhängigkeit, muss sie mit ihr fallen.
term-norm = Norm, L∞ und L2
term-norm-says = Wie die Größe einer Änderung gemessen wird: L∞ nimmt die größte Änderung eines Pixels, L2 die Länge aller Änderungen zusammen. Dasselbe ε bedeutet in beiden Verschiedenes.
term-null = Nullwert
term-null-says = Was ein Maß ergibt, wenn Zeilen gemischt sind, so dass nichts zu finden bleibt. Nur was darüber liegt, ist mehr als Zufall.
term-p-value = p-Wert
term-p-value-says = Wie oft der Zufall allein eine mindestens so extreme Zahl ergibt. Ein kleiner spricht gegen Zufall, ein großer beweist nichts.
term-pgd = PGD
term-pgd-says = Projected Gradient Descent: viele kleine Schritte, die den Verlust erhöhen, und nach jedem ein Weg zurück in den Kasten um ε. Es ist der übliche Angriff zum Trainieren und Testen.
term-prediction = Vorhersage
term-prediction-says = Die Wahrscheinlichkeiten, die das Netz den Klassen gibt; die größte ist seine Antwort. Obere Balken gelten dem sauberen Beispiel, untere dem angegriffenen.
term-probe = Sonde
term-probe-says = Ein kleiner linearer Klassifikator, trainiert auf der Ausgabe einer Schicht, um zu sehen, was sich dort herauslesen lässt. So bekommt jede Schicht eine eigene Margin.
term-projection = Ausgaben in der Ebene
term-projection-says = Die Ausgaben einer Schicht auf den zwei Achsen, entlang deren die sauberen am stärksten streuen. Wie ein Schatten kann das verbergen, was andere Achsen zeigen würden.
term-read-out = Lineares Auslesen λ
term-read-out-says = Eine lineare Abbildung von den Schichten des vorderen Teils ersetzt den ganzen Rest. Ist sie ebenso gut, trug der Rest nichts Nichtlineares bei.
term-rewind = Zurücksetzen
term-rewind-says = Die Gewichte eines Blocks kommen dahin zurück, wo das Training begann, alle anderen bleiben. Wie viel dabei verloren geht, ist ein billiges Maß dafür, wie viel der Block gelernt hat.
term-robust = Robust
term-robust-says = Ein Netz ist robust, wenn es unter Angriff richtig bleibt. Gemeint sind immer ein ε, eine Norm und der stärkste Angriff, der probiert wurde.
term-robust-accuracy = Genauigkeit unter Angriff
term-robust-accuracy-says = Der Anteil der Beispiele, die das Netz auch angegriffen noch richtig erkennt. Der wahre Wert kann niedriger sein, weil es vielleicht einen besseren Angriff gibt.
term-robust-overfitting = Robustes Overfitting
term-robust-overfitting-says = Trainiert ein Netz zu lange mit Angriffen, hält es ihnen auf Trainingsbeispielen immer besser stand und auf neuen schlechter. Darum wird die beste Epoche auf Validierungsbeispielen gewählt.
term-samples = Trainings-, Validierungs- und Testbeispiele
term-samples-says = Aus Trainingsbeispielen lernt das Netz, auf Validierungsbeispielen fallen Entscheidungen wie die über die beste Epoche, und Testbeispiele urteilen am Ende. Zahlen auf verschiedenen Beispielen müssen nicht übereinstimmen.
term-seed = Seed
term-seed-says = Die Zahl, aus der aller Zufall eines Laufs gezogen wird: Anfangsgewichte, Reihenfolge, zufällige Starts. Derselbe Seed auf demselben Gerät ergibt denselben Lauf.
term-semirobust = Semirobust
term-semirobust-says = Ein Netz, dessen vorderer Teil robust und dessen Rest sauber ist. Die Frage dieser Seite ist, ob das Ganze dadurch robust wird.
term-sensitivity = Sensitivität
term-sensitivity-says = Wie weit ein Angriff die Ausgabe einer Schicht verschiebt, relativ zu ihrer Größe. Fast stumme Kanäle fallen dabei stark ins Gewicht.
term-transfer = Transfer von Robustheit
term-transfer-says = Ein sauberer Rest kommt hinter einen robusten vorderen Teil und bekommt dort ein Feintuning. Wird das Ganze robust, ist die Robustheit vielleicht aus dem vorderen Teil herübergewandert, und die Kontrolle sagt, wie viel davon.
term-triage = Deep Net Triage
term-triage-says = Wie in der Notaufnahme: das Netz an einer Stelle verletzen und sehen, wie es ihm geht. Jeder Block wird verschmolzen, auf mehrere Arten trainiert und mit dem Ausgangsnetz verglichen.
term-trial = Durchgang
term-trial-says = Der ganze Versuch noch einmal mit anderem Seed. Zahlen streuen zwischen Durchgängen, und ein Durchgang kann nicht sagen, wie stark.
