### Spanish, neutral and international. The reader is «tú», mostly implied. The front of a network is «la parte inicial» (in
### labels: «inicio»), what follows is «el resto». To fold is «fusionar», the parent is «la red original». Names of networks
### agree with «red»: «la red robusta». An accuracy is «sin ataque» or «bajo ataque»; samples are «limpias» or «atacadas».

## The language itself

language-direction = ltr
# A narrow space that does not break, and the decimal point: both as the Ortografía of 2010 recommends for all countries;
# the point also keeps brackets such as [0.31, 0.35] readable.
number-group = { "\u202F" }
number-decimal = .
percent = { $value } %
duration-seconds = cerca de { $seconds } s
duration-minutes = cerca de { $minutes } min
milliseconds = { $time } ms
separator-details = { " · " }
separator-list = { ", " }
separator-clauses = { "; " }
list-and = { $first } y { $last }
list-or = { $first } o { $last }
yes = sí
no = no
none = –

## The top of the page

program = Layerlab
question-normal = ¿Qué poco hace falta para engañar a una red?
question-robust = Hacer robusta una red: ¿cuánto cuesta?
question-transfer = Si haces robusta media red, ¿la sigue el resto?
question-triage = Si fusionas capas en una, ¿qué pierde la red?
open = Abrir
open-hint = Abrir un archivo o la carpeta de una ejecución; soltarlos en la página hace lo mismo
open-file = Archivo
open-file-hint = Un report.json o un .experiment.toml
open-folder = Carpeta de una ejecución
open-folder-hint = Tal como la escribe «layerlab run»: se muestra el informe que contiene
folder-without-report = Esta carpeta no tiene report.json, así que no es una ejecución terminada de «layerlab run»: elige la carpeta de una sola ejecución.
# Runs in folders of this computer, where the page comes from the binary.
local-runs = Ejecuciones locales
local-runs-hint = Ejecuciones terminadas en las carpetas que recibió «layerlab explore»
local-runs-awaited = Buscando ejecuciones…
local-runs-none = En estas carpetas aún no hay ninguna ejecución terminada.
local-runs-missing = No llegó la lista de ejecuciones. ¿Sigue en marcha «layerlab explore»?
local-run = { $workflow } · { $date }
update-ready = Hay una versión más nueva de Layerlab. Se usará la próxima vez que cargues esta página.
drop = Suelta un informe, imágenes, un zip, los archivos de un conjunto de datos o unos pesos
export = Exportar
export-experiment = Experimento
export-experiment-hint = Esta configuración como archivo; «layerlab run ARCHIVO» la repite en la línea de comandos
export-report = Informe
export-report-hint = Las cifras de esta ejecución en un archivo que esta página abre
export-reports-hint = Las cifras de las redes comparadas en un archivo que esta página abre
export-report-later = Las cifras de una ejecución, cuando haya terminado alguna
export-link = Enlace con el resultado
export-link-hint = Copia un enlace que muestra estas cifras al instante
export-link-later = Cuando termine una ejecución de «Entrenar a tu manera»; las demás son demasiado grandes para un enlace
export-curves = Curvas
export-curves-hint = Todas las ejecuciones en una tabla (CSV), una línea por evaluación
export-table = Tabla de ejecuciones
export-table-hint = En qué se diferencian las ejecuciones, y sus cifras (CSV)
export-weights = Pesos
export-weights-hint = Los últimos pesos guardados de esta ejecución, como .safetensors
export-weights-later = Los pesos de una ejecución de esta visita
weights-gone = Los pesos de esta ejecución ya no están, porque otra ha usado el motor desde entonces: vuelve a entrenarla para guardarlos.
export-citation = Cita
export-citation-hint = Los dos artículos y este programa, en BibTeX
export-figures = Figuras
export-figures-later = Figuras: los gráficos de una ejecución, cuando haya alguno
export-as = { $name }, como { $format }
export-figure-refused = El navegador no quiso dibujar esta figura en un archivo: haz una captura de pantalla.
share = Compartir
share-hint = Copiar un enlace a esta misma configuración
link-copied = Enlace a esta configuración copiado; los resultados, con Exportar
link-not-copied = El navegador no dejó que la página copiara el enlace: cópialo de la barra de direcciones.
# The figures of a run that came with a link; $device is cpu, gpu or webgpu.
link-result = Este enlace trae un resultado calculado en otro lugar ({ $device }, { $seconds } s): tras el paso { $step }, sin ataque { $clean }, bajo ataque { $robust } (n = { $n }). Entrenar lo calcula de nuevo aquí.
link-result-copied = El enlace con el resultado está copiado y en la barra de direcciones.
link-result-broken = No se puede leer el resultado de este enlace: pide otra vez el enlace o pulsa Entrenar para calcularlo aquí. La configuración es la que dice el enlace.
theme-system = Claro u oscuro según el sistema
theme-light = Claro
theme-dark = Oscuro
theme-projector = Para proyector
# The button that turns to the next colour scheme: what it shows, and its whole name.
theme-short-auto = Auto
theme-short-light = Claro
theme-short-dark = Oscuro
theme-short-projector = Proyector
theme-button = Colores: { $theme }. Pulsa para los siguientes
language = Idioma de la página
# The button of the language menu: $short is what it shows (EN), $name the language by its own name.
language-label = { $short }, idioma: { $name }
language-failed = No se pudieron cargar los textos de { $language }, así que la página sigue en su idioma: comprueba la conexión y vuelve a elegirlo.
dismiss = Cerrar

## As a frame in another page

embed = Insertar
embed-hint = Poner esta configuración en una diapositiva o en la página de un curso
embed-title = Insertar en una página
embed-panels = Qué muestra el marco
panel-workflows = Qué hace la escena
panel-setup = Configuración
panel-transport = Entrenar, pausar y detener
panel-finding = Qué hace y qué encuentra
panel-steps = Pasos de la ejecución
panel-contrast = Redes lado a lado
panel-network = Red con el corte
panel-modes = Cómo se entrena cada parte
panel-tracks = Medidas bajo las capas
panel-heat-map = Mapa de calor
panel-curves = Curvas
panel-runs = Lista de ejecuciones
panel-examples = Ejemplos
panel-noise = Ruido en el corte
panel-audit = El teorema, a examen
panel-claims = Afirmaciones
panel-recovery = Recuperación
panel-filters = Filtros
panel-own = Muestras y pesos propios
panel-credit = Enlace a la página completa
embed-theme = Tema
embed-width = Ancho en píxeles
embed-height = Alto en píxeles
embed-autoplay = Empieza por sí solo
embed-autoplay-hint = La ejecución empieza en cuanto se ve el marco; si no, el marco espera un clic
embed-result = Con los datos de esta ejecución
embed-result-hint = El marco muestra las curvas y las exactitudes de la ejecución terminada antes de que nadie pulse nada
embed-result-later = Cuando haya terminado un entrenamiento. Una transferencia o un triaje tiene demasiados datos para una dirección: pon su informe exportado junto a la página y &run=report.json en la dirección del marco
embed-html = HTML para tu página
embed-copy = Copiar el HTML
embed-copied = Copiado.
embed-not-copied = El navegador no dejó que la página lo copiara. Está seleccionado: pulsa Ctrl+C o ⌘C.
embed-keys = Las teclas pulsadas dentro de un marco se quedan en él: haz clic fuera antes de pasar de diapositiva.
embed-more = Un script de tu página también puede poner en marcha el marco, pausarlo y leer sus cifras, como en estas páginas:
embed-deck = diapositivas con tres marcos
embed-course = una página de curso
embed-look = Ver cómo quedará
embed-frame-title = Layerlab: { $question }
close = Cerrar
poster-run = Ejecutar aquí
poster-open = Mirar antes
credit = Layerlab: abrir la página completa
credit-hint = Abre esta configuración con todos los controles en otra pestaña
nothing-kept = En este marco no se guarda nada.
# What a frame's address asks for and there is not. $names, $name, $entries and $path stand in the address.
embed-unknown-panels =
    La dirección de este marco pide «{ $names }», y { $count ->
        [one] ningún panel se llama así
       *[other] no hay paneles que se llamen así
    }: los nombres están en docs/embedding.md.
embed-unknown-theme = La dirección pide el tema «{ $name }»: indica auto, light, dark o projector.
embed-no-origin = origin= en la dirección tiene «{ $entries }»: indica el comienzo de una dirección, como https://course.example, con comas si son varias.
embed-run-elsewhere = run= en la dirección tiene «{ $path }», que no es una ruta del servidor de esta página: pon el informe junto a la página e indica su ruta.
run-unanswered = No se abrió el informe { $path }: el servidor respondió { $status }. Revisa run= en la dirección.
run-unreachable = No se abrió el informe { $path }: no se llega al servidor, o no deja que este marco lo lea.
# Why a message of the page around a frame is not carried out; programmers read these.
frame-refuses-origin = Este marco no acepta mensajes de { $origin }: añade origin={ $origin } a su dirección.
frame-refuses-size = El mensaje ocupa { $bytes } bytes, y se leen como máximo { $most }.
frame-refuses-form = El mensaje necesita una versión y una acción: mira docs/embedding.md.
frame-refuses-version = El mensaje tiene la versión { $found }, y esta página usa la versión { $supported }: cambia el mensaje o usa una página de esa versión.
frame-refuses-action = No existe la acción «{ $asked }»: usa una de { $known }.
frame-refuses-call = No se puede leer la acción { $action } ({ $why }): mira docs/embedding.md.
frame-refuses-link = No se aplica el enlace: { $problems }. No se cambió nada.
frame-refuses-link-version = El enlace tiene la versión { $found }, y esta página lee la versión { $supported }. No se cambió nada.
frame-refuses-link-value = «{ $key }» es «{ $value }», pero debería ser { $give }
frame-refuses-busy = Hay una ejecución en marcha: detenla o reiníciala y luego vuelve a aplicar el enlace.
frame-refuses-no-run = No hay ninguna ejecución en marcha, así que no hay nada que pausar ni detener.

## Where it computes

device-auto = Automático
device-auto-hint = la GPU, si el navegador ofrece una de verdad
device-cpu = CPU
device-cpu-hint = funciona en todas partes
device-gpu = WebGPU
device-gpu-hint = carga un motor más grande
device-cores = Núcleos de CPU
device-cores-hint = Cada núcleo adicional ocupa unos 50 MB de memoria.
device-from-next-run = El dispositivo cambia en la próxima ejecución; esta sigue donde está.
device-cpu-word = CPU
device-webgpu-word = WebGPU
# Why an engine is used, after its name and a colon.
device-asked = lo pediste así
device-asked-software = lo pediste así; esta GPU está emulada por software
device-offered = este navegador ofrece una GPU
device-asking = preguntando al navegador por una GPU
device-none = este navegador no ofrece GPU
device-left-out = esta copia de la página solo calcula en la CPU
device-software = este navegador solo emula una GPU por software
device-loading = se está cargando el motor de la GPU
device-lost = se perdió la GPU
device-menu-hint = { $device }: { $reason }
device-menu-label = Dónde se calcula: { $device }, { $reason }
device-menu-note = { $device }: { $reason }.
no-gpu-engine = Esta copia de la página no tiene motor de GPU, así que trabaja la CPU. Nada más cambia.
no-gpu = Este navegador no ofrece ninguna GPU a la página, así que trabaja la CPU. Nada más cambia.
gpu-lost =
    Se perdió la GPU en el paso { $step }{ $why ->
        [none] { "" }
       *[other] { " " }({ $why })
    }. El entrenamiento sigue en la CPU desde el paso { $from }, con los últimos pesos guardados.
gpu-lost-early =
    Se perdió la GPU en el paso { $step }{ $why ->
        [none] { "" }
       *[other] { " " }({ $why })
    }, antes de guardar ningún peso. La ejecución vuelve a empezar en la CPU.
gpu-lost-idle =
    No se puede usar el motor de la GPU{ $why ->
        [none] { "" }
       *[other] { " " }({ $why })
    }. La CPU trabaja en su lugar.
cpu-engine-lost =
    El motor se detuvo{ $why ->
        [none] { "" }
       *[other] { " " }({ $why })
    }.
cpu-engine-lost-mend = Pulsa Entrenar para volver a arrancarlo; si se detiene otra vez, recarga la página.

## Workflows

workflows = Qué hace la escena
workflow-train = Entrenar a tu manera
workflow-train-hint = Una red; cada parte se entrena como elijas
workflow-transfer = Ver viajar la robustez
workflow-transfer-hint = Algoritmo 1: hacer robusta la parte inicial, ponerle detrás un resto limpio y ver si ajustar solo el resto devuelve la robustez
workflow-triage = Comprimir bloques
workflow-triage-hint = Triaje de redes profundas: fusionar un bloque de capas en una, entrenar lo que queda y ver qué pierde la red

## The set-up

setup = Configuración
setup-locked = La configuración no se puede cambiar durante una ejecución: detenla o reiníciala.
setup-live = Lo que no está en gris actúa al momento; lo demás no cambia mientras entrena.
setup-changed = La configuración cambió; vale desde la próxima ejecución.
welcome = Un ataque cambia un poco cada píxel de una imagen: una persona apenas nota la diferencia y la red se equivoca. ¿Puede una red aprender a resistirlo, y tienen que aprenderlo todas sus capas?
welcome-lesson = ¿Primera vez? Empieza por la lección 1
example-aside = Estas redes ya estaban entrenadas. Pulsa Entrenar para entrenarlas aquí y mirar; antes puedes cambiar lo que quieras.
setup-unsound = Así no se puede entrenar.
planned-how = Arrastra el corte, elige cómo se entrena cada parte y pulsa Entrenar: las curvas de abajo mostrarán cuánto vale eso bajo ataque.
data = Datos
data-own = Tus propias muestras
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
data-imagenette = Imagenette, 160 px
data-imagenette-320 = Imagenette, 320 px
data-stanford-dogs = Stanford Dogs
network = Red
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
attack = Ataque
norm-linf = PGD, L∞
norm-l2 = PGD, L2
epsilon = Intensidad ε
warm-epochs = Primero en limpio
warm-epochs-hint = Épocas en las que toda la red entrena primero con muestras limpias
epochs = Épocas
compare = Comparar con la normal y la robusta
until-stopped = Hasta detenerla
epochs-hint = Pasadas por las muestras de entrenamiento en los modos elegidos
normal-epochs = Normal
normal-epochs-hint = Épocas con muestras limpias
robust-epochs = Robusta
robust-epochs-hint = Épocas con muestras atacadas, a partir de la red normal
tune-epochs = Ajuste fino
tune-epochs-hint = Épocas del resto tras la parte inicial congelada, como máximo: termina cuando es tan robusta como la red robusta
parent-epochs = Épocas
parent-epochs-hint = Épocas de entrenamiento de la red original
child-epochs = Tras fusionar
child-epochs-hint = Épocas de entrenamiento después de comprimir; la red original se entrena otras tantas, como control
more = Más
more-attack = Ataque de entrenamiento
more-training = Entrenamiento
more-samples = Muestras y azar
more-compression = Compresión
defence = Entrenamiento adversarial
defence-pgd = PGD (Madry)
defence-free = Free
defence-trades = TRADES
defence-ibp = certificado (cotas de intervalo)
attack-steps = Pasos
attack-step-size = Tamaño de paso
attack-random-start = Inicio aleatorio
free-replays = Usos de cada lote
free-replays-hint = Cuántas veces recorre el entrenamiento Free un lote antes de pasar al siguiente
ibp-kappa = Peso κ
ibp-kappa-hint = Cuánto cuentan las respuestas limpias; lo demás es para el peor caso que permiten las cotas de intervalo
trades-beta = Peso β
trades-beta-hint = Cuánto cuentan las respuestas bajo ataque frente a las limpias
optimiser = Optimizador
optimiser-sgd = SGD
optimiser-adam = Adam
optimiser-adam-w = AdamW
learning-rate = Tasa de aprendizaje
momentum = Momentum
batch-size = Tamaño de lote
batch-norm = Normalización por lotes
kernel = Núcleo de la capa única (nuestro)
kernel-same = Como antes
kernel-receptive-field = Tan grande como lo que ve el bloque
final-attacks = Ataques finales
final-attacks-hint = Cada red terminada se mide también con estos, en la norma y con el ε de la configuración
final-attacks-samples = Muestras
final-attacks-samples-hint = Muestras de prueba para estos ataques: AutoAttack necesita miles de pasadas por cada una que resiste
final-attacks-found = Exactitud bajo otros ataques, con intervalos del 95 % sobre las muestras
train-samples = Para entrenar
test-samples = Reservadas
seed = Semilla
not-a-number = { $field } es «{ $value }»: escribe un número; se queda como estaba.
setup-cnn = Una CNN mira imágenes y { $data } son puntos del plano: elige MLP como red.
setup-frozen = Todas las capas están congeladas, así que no se entrenaría nada: pon una parte en limpio o adversarial, o mueve el corte.
setup-no-epochs = No hay nada que entrenar: indica al menos 1 época.

## Starting and stopping

train = Entrenar
continue = Continuar
pause = Pausar
step = Un paso
stop = Detener
reset = Reiniciar
train-hint = Entrenar la red
pause-hint = Pausar después de este paso
step-hint = Un paso de entrenamiento
stop-hint = Detener y mostrar lo que haya
reset-hint = Detener y vaciar la escena; las ejecuciones terminadas quedan en la lista

## The status line: what Train will do

# $mode, $front_mode and $rest_mode are clean, adversarial or frozen; $front and $rest name layers.
planned-whole =
    Toda la red { $mode ->
        [clean] aprende de muestras limpias
        [adversarial] aprende de muestras atacadas
       *[frozen] queda congelada
    }.
planned-warm-whole =
    Primero todo aprende de muestras limpias durante { $epochs ->
        [one] 1 época
       *[other] { $epochs } épocas
    }; después, toda la red { $mode ->
        [clean] aprende de muestras limpias
        [adversarial] aprende de muestras atacadas
       *[frozen] queda congelada
    }.
planned-sides =
    La parte inicial ({ $front }) { $front_mode ->
        [clean]
            aprende de muestras limpias y el resto ({ $rest }) { $rest_mode ->
                [clean] también
                [adversarial] de muestras atacadas
               *[frozen] queda congelado
            }.
        [adversarial]
            aprende de muestras atacadas y el resto ({ $rest }) { $rest_mode ->
                [clean] de muestras limpias
                [adversarial] también
               *[frozen] queda congelado
            }.
       *[frozen]
            queda congelada y el resto ({ $rest }) { $rest_mode ->
                [clean] aprende de muestras limpias
                [adversarial] aprende de muestras atacadas
               *[frozen] también
            }.
    }
planned-warm-sides =
    Primero todo aprende de muestras limpias durante { $epochs ->
        [one] 1 época
       *[other] { $epochs } épocas
    }; después, la parte inicial ({ $front }) { $front_mode ->
        [clean]
            aprende de muestras limpias y el resto ({ $rest }) { $rest_mode ->
                [clean] también
                [adversarial] de muestras atacadas
               *[frozen] queda congelado
            }.
        [adversarial]
            aprende de muestras atacadas y el resto ({ $rest }) { $rest_mode ->
                [clean] de muestras limpias
                [adversarial] también
               *[frozen] queda congelado
            }.
       *[frozen]
            queda congelada y el resto ({ $rest }) { $rest_mode ->
                [clean] aprende de muestras limpias
                [adversarial] aprende de muestras atacadas
               *[frozen] también
            }.
    }
planned-time =
    Aquí tarda { $time }{ $networks ->
        [one] { "" }
       *[other] { " " }con las { $networks } redes
    }.
planned-layers = Capa por capa: { $layers }.
planned-layer = { $layer } ({ $mode })
planned-earlier =
    { $phases ->
        [one] Antes va 1 fase del archivo o del enlace.
       *[other] Antes van { $phases } fases del archivo o del enlace.
    }
# The first and the last of some neighbouring layers.
layers-span = { $first } a { $last }
transfer-planned =
    Entrenar una red normal, hacerla robusta y luego poner { $rest ->
        [0] ninguna capa
        [1] la última capa
        [2] las dos últimas capas
        [3] las tres últimas capas
        [4] las cuatro últimas capas
        [5] las cinco últimas capas
       *[other] las { $rest } últimas capas
    } de la normal tras la parte inicial robusta. ¿Devuelve la robustez { $rest ->
        [1] ajustarla
       *[other] ajustarlas
    } con muestras { $objective ->
        [clean] limpias
       *[adversarial] atacadas
    }?
transfer-empty = Arrastra el corte y pulsa Entrenar: las pistas de abajo mostrarán, capa por capa, qué resiste cada una de las cuatro redes.
# $blocks lists the blocks; $grouping says whether there is one, several at once, or several in turn.
triage-planned =
    Entrenar { $parent ->
        [normal] una red normal
        [robust] una red robusta
        [half-robust] una red robusta a medias
       *[several] varias redes
    }, fusionar { $grouping ->
        [one] { $blocks } en una capa
        [at-once] { $blocks } a la vez
       *[in-turn] { $blocks } uno tras otro
    } y { $schemes ->
        [0] mirar lo que queda
        [1] entrenar lo que queda
       *[other] entrenar lo que queda, de { $schemes } maneras
    }. ¿Qué se pierde?
triage-pick = Elige un bloque: ¿sin qué capas puede vivir la red?
triage-pick-how = Pulsa Fusionar bajo unas capas: se vuelven una. Luego Entrenar muestra cuánto cuesta eso y cuánto devuelve el entrenamiento.
triage-ready = Primero se entrena una red original; después, cada fusión, desde sus pesos iniciales.
triage-adds = La red original ya se conoce: Entrenar solo mide las celdas nuevas.
triage-nothing-missing = Todo lo marcado ya está medido: fusiona otro bloque o marca otra forma de entrenar.
triage-no-block = Esta red no tiene dos capas seguidas del mismo tipo, así que no hay nada que fusionar: elige Small VGG o MLP.

## The status line: how far a run is

progress-paused = En pausa en el paso { $step }.
progress-paused-detail =
    { $left ->
        [one] queda 1 paso
       *[other] quedan { $left } pasos
    } · Continuar, o dar un paso
progress-stopping = Deteniendo y midiendo lo que hay…
progress-pausing = Se pausará después de este paso…
progress-trained = Entrenada. Midiendo el resultado…
progress-trained-detail = { $n } muestras reservadas, { $attack }
progress-preparing = Preparando…
progress-loading = cargando datos y construyendo la red
# While a graphics card gets ready: what is done, then how long already, then a button.
slow-start-engine = Se está cargando y arrancando el programa para la tarjeta gráfica.
slow-start-network = Se están pasando la red y sus primeras muestras a la tarjeta gráfica.
slow-start-seconds = Van { $seconds } s.
use-cpu = Usar la CPU
use-cpu-hint = Empezar ya esta ejecución en la CPU; arriba se puede volver a elegir la tarjeta gráfica
progress-preparing-gpu = Preparando la tarjeta gráfica…
progress-preparing-gpu-detail = { $done } de { $of } partes listas · el navegador compila sus programas, una vez por cada red
progress-epoch = Entrenando, época { $epoch } de { $epochs }.
progress-of-several = Red { $number } de { $of }, { $network }: { $sentence }
progress-step-open = paso { $step }
progress-epoch-open = Entrenando, época { $epoch }.
progress-until-stopped = sigue hasta que la detengas
progress-step = paso { $step } de { $steps }
training-step = paso de entrenamiento { $step } de { $steps }
training-step-at-most = paso de entrenamiento { $step } de { $steps } como máximo
progress-left = falta { $time }
progress-measuring = midiendo: { $share }
measuring = midiendo…
epoch-of = época { $epoch } de { $epochs }
# What a protocol does now ($what is one of the messages below) in its epoch and its trial.
progress-in-epoch = { $what }, { $epoch }
progress-in-trial = ensayo { $trial } de { $trials }, { $what }
progress-sentence = { $what }.
transfer-now-normal = paso { $number } de { $of }: entrenando una red normal
transfer-now-robust = paso { $number } de { $of }: haciéndola robusta
transfer-now-swap = paso { $number } de { $of }: el resto limpio ya está tras la parte inicial robusta; midiendo
transfer-now-fine-tune = paso { $number } de { $of }: ajuste fino del resto tras la parte inicial congelada
transfer-now-compare = paso { $number } de { $of }: el mismo resto tras la parte inicial limpia, para comparar
measured-last = última red medida: { $network }
triage-now-parent = entrenando la red original
triage-now-robust = haciendo robusta la red original
triage-now-measure = midiendo la red original
triage-now-longer = entrenando más la red original, como control
triage-now-transfer = ajuste fino del resto de la red original tras su parte inicial, como control
triage-now-fold = fusión de { $fold }: midiéndola tal cual
triage-now-cell = fusión de { $fold }: { $scheme }
triage-fields = { $done } de { $cells } celdas

## The status line: what a run found

# The attack of the evaluation.
attack-label = { $method }, ε { $epsilon }
attack-label-l2 = { $method } en L2, ε { $epsilon }
finding-stopped = Detenida en el paso { $step }.
# $network and $other are adjectives: kind-…-adjective.
finding =
    Bajo ataque ({ $attack }), la red { $network } acierta el { $robust } de { $samples ->
        [images] las { $n } imágenes
       *[points] los { $n } puntos
    } { $interval }. Sin ataque: { $clean } { $clean_interval }.
# Three networks, trained normally, as set up ($network), and fully adversarially.
finding-three =
    Bajo ataque ({ $attack }), de { $samples ->
        [images] las { $n } imágenes
       *[points] los { $n } puntos
    } de prueba, la red normal acierta el { $normal }; la { $network }, el { $robust }, y la totalmente robusta, el { $full }. Sin ataque: { $clean_normal }, { $clean } y { $clean_full }.
finding-full-is-short = La red totalmente robusta aún va por detrás: aprende más despacio y necesitaría más épocas.
finding-beside =
    Bajo ataque ({ $attack }), la red { $network } acierta el { $robust } de { $samples ->
        [images] las { $n } imágenes
       *[points] los { $n } puntos
    } { $interval }; la { $other }, el { $other_robust } { $other_interval }. Sin ataque: { $clean } y { $other_clean }.
provenance =
    { $steps } pasos en { $seconds } s en { $device }, semilla { $seed }. Corchetes: { $brackets ->
        [samples] intervalos del 95 % sobre las muestras
        [trials] intervalos del 95 % sobre los ensayos
       *[range] mínimo y máximo de los ensayos
    }.
transfer-ended-early = Terminó antes de que hubiera una red robusta con la que comparar.
transfer-finding-robust =
    Bajo ataque ({ $attack }), la red robusta acierta el { $robust } de { $samples ->
        [images] las { $n } imágenes
       *[points] los { $n } puntos
    }{ $trials ->
        [1] { "" }
       *[other] , media de { $trials } ensayos
    }.
transfer-finding-swapped =
    Bajo ataque ({ $attack }), la red robusta acierta el { $robust } de { $samples ->
        [images] las { $n } imágenes
       *[points] los { $n } puntos
    }{ $trials ->
        [1] { "" }
       *[other] , media de { $trials } ensayos
    }; con { $rest ->
        [0] ninguna capa limpia
        [1] la última capa limpia
        [2] las dos últimas capas limpias
        [3] las tres últimas capas limpias
        [4] las cuatro últimas capas limpias
        [5] las cinco últimas capas limpias
       *[other] las { $rest } últimas capas limpias
    } tras su parte inicial, el { $swapped }.
transfer-finding-tuned =
    Bajo ataque ({ $attack }), la red robusta acierta el { $robust } de { $samples ->
        [images] las { $n } imágenes
       *[points] los { $n } puntos
    }{ $trials ->
        [1] { "" }
       *[other] , media de { $trials } ensayos
    }; con { $rest ->
        [0] ninguna capa limpia
        [1] la última capa limpia
        [2] las dos últimas capas limpias
        [3] las tres últimas capas limpias
        [4] las cuatro últimas capas limpias
        [5] las cinco últimas capas limpias
       *[other] las { $rest } últimas capas limpias
    } tras su parte inicial, el { $swapped }; después de ajustar solo { $rest ->
        [1] esa
       *[other] esas
    } con { $samples ->
        [images]
            imágenes { $objective ->
                [clean] limpias
               *[adversarial] atacadas
            }
       *[points]
            puntos { $objective ->
                [clean] limpios
               *[adversarial] atacados
            }
    }, el { $tuned }.
transfer-finding-robust-is-short =
    La red totalmente robusta queda por debajo de eso: quizá necesite más que { $epochs ->
        [one] su única época
       *[other] sus { $epochs } épocas
    }, o quizá se entrenó demasiado.
transfer-finding-control =
    Con el mismo ajuste fino tras la parte inicial normal, { $rest ->
        [1] la misma capa llega por sí sola
       *[other] las mismas capas llegan por sí solas
    } al { $control }: { $adds ->
        [more] la parte inicial robusta aporta { $points } puntos.
       *[none] aquí la parte inicial robusta no aporta nada.
    }
triage-ended-early = Terminó antes de medir la red original { $parent }.
# $measure says which accuracy is meant.
triage-finding-none =
    { $why ->
        [unfolded] Ahora no hay nada fusionado.
       *[unmeasured] Aún no se ha medido ninguna fusión.
    } La red original tiene { $parent } de exactitud { $measure ->
        [clean] sin ataque
       *[attacked] bajo ataque
    }.
# $folding is folding-one or folding-several, $done one of scheme-…-done.
triage-finding-one =
    { $folding } cambia la exactitud { $measure ->
        [clean] sin ataque
       *[attacked] bajo ataque
    } en { $points } { $interval } puntos, { $done }; su red original tiene { $parent }.
triage-finding-trained =
    { $folding } cambia la exactitud { $measure ->
        [clean] sin ataque
       *[attacked] bajo ataque
    } en { $before } puntos tal cual y en { $points } { $interval } { $done }; su red original tiene { $parent }.
triage-finding-several =
    Lo peor es fusionar { $worst } ({ $worst_points } puntos { $worst_interval } de exactitud { $measure ->
        [clean] sin ataque
       *[attacked] bajo ataque
    }, { $done }) y lo mejor, { $best } ({ $best_points } { $best_interval }); su red original tiene { $parent }.
# In place of an interval where one trial or equal ones give none.
triage-no-interval = [sin intervalo]
triage-finding-overlap = Sus intervalos se solapan: con esto no se distinguen.
triage-in-short = { $fold }, { $done }: { $points } puntos
folding-one = Fusionar { $fold } en una capa
folding-several = Fusionar { $folds } a la vez
as-one-layer = { $fold } como una capa
each-as-one-layer = { $folds }, cada uno como una capa

## Runs

runs = Ejecuciones
runs-now = esta ejecución
run-from-link = de un enlace, calculada en otro lugar
run-open = Abrir
run-open-hint = Volver a abrir { $name }, con sus imágenes y su configuración
run-lines = Dibujar las curvas de { $name }
run-more = Editar
run-more-hint = Editar { $name }: nombre, nota, eliminar
run-title = Nombre
run-remark = Nota
run-delete = Eliminar
run-delete-hint = Se puede recuperar mientras no se elimine otra
run-deleted = Ejecución eliminada.
undo = Deshacer
compare-runs = Comparar
column-run = Ejecución
column-steps = Pasos
column-seconds = Segundos
again = Mismo inicio
again-hint = Entrenar de nuevo desde los mismos pesos iniciales, con lo que se haya cambiado desde entonces
again-same-weights = Esta ejecución parte de los mismos pesos iniciales que la anterior (semilla { $seed }): lo que salga distinto viene de lo que se cambió.
again-other-network = Se cambió la red o su entrada, así que esta ejecución no puede partir de los mismos pesos; la semilla sí es la misma.
# Steps done and planned of a run that ended with its page or its engine.
cut-short = Una ejecución se interrumpió tras el paso { $step } de { $steps }.
runs-elsewhere = Una ejecución sigue en otra pestaña de este navegador: paso { $step } de { $steps } cuando se guardó por última vez.
go-on = Seguir con ella
checkpoint-damaged = No se puede leer el estado guardado de esa ejecución, así que no puede seguir: pulsa Entrenar para empezarla de nuevo.
# What changed from the run before: it names a run.
differs = { $what } { $from } → { $to }
differs-new = { $what } { $to }
differs-only = { $what }: con cambios
differs-more = y { $count } más
differs-none = otra vez la misma configuración
differs-epsilon = ε
differs-cut = Corte
differs-after = tras { $layer }
differs-key = «{ $key }»

## Looking back in time

time = Tiempo
time-hint = Volver a ver una evaluación: imágenes y barras tal como eran. Se mueve con las flechas, Inicio y Fin
time-reading = paso { $step }: sin ataque { $clean }, bajo ataque { $robust } (de { $n } muestras)

## What the browser keeps

store-missing = Este navegador no guarda nada de esta página (por una ventana privada, un marco o un ajuste), así que las ejecuciones duran hasta que se cierre: exporta lo que necesites.
store-full = Al navegador no le cabe otra ejecución: elimina alguna de la lista o exporta esta como informe; mientras tanto, dura lo que siga abierta la página.
store-damaged = Está dañado lo que este navegador guardaba de Layerlab, así que las ejecuciones duran hasta que se cierre la página; se arregla borrando los datos de este sitio.
store-newer = Un Layerlab más nuevo guarda ejecuciones en este navegador; no se tocan, y las de esta página duran hasta que se cierre. Recarga para tener el más nuevo.
store-blocked = Otra pestaña de este navegador retiene lo que Layerlab guarda aquí: cierra sus otras pestañas. Hasta entonces, las ejecuciones duran mientras esta página esté abierta.
store-unread =
    { $runs ->
        [one] Una ejecución guardada no se puede leer y queda como está
       *[other] { $runs } ejecuciones guardadas no se pueden leer y quedan como están
    }: quizá otra versión de Layerlab las lea.

## An engine that says nothing

engine-quiet = El motor lleva { $seconds } s sin decir nada, más que nunca en esta ejecución. Quizá hace algo largo, o quizá se detuvo: espera, o arráncalo de nuevo con los últimos pesos guardados.
start-anew = Arrancar de nuevo
engine-restarted = El motor arrancó de nuevo; la ejecución sigue desde el paso { $step }.
engine-restarted-early = El motor arrancó de nuevo antes de guardar ningún peso; la ejecución vuelve a empezar.
run-detail = ε { $epsilon }
run-detail-cut = corte tras { $layer }, ε { $epsilon }
run-detail-transfer = resto de { $rests }, ε { $epsilon }
run-detail-blocks = { $blocks }, ε { $epsilon }
# Kinds of runs, in the list; the adjective stands after «la red».
kind-normal = normal
kind-normal-adjective = normal
kind-robust = robusta
kind-robust-adjective = totalmente robusta
kind-half-robust = robusta a medias
kind-half-robust-adjective = robusta a medias
kind-robust-rest = resto robusto
kind-robust-rest-adjective = de resto robusto
kind-frozen-then-clean = inicio congelado, resto limpio
kind-frozen-then-clean-adjective = de inicio congelado y resto limpio
kind-frozen-then-robust = inicio congelado, resto robusto
kind-frozen-then-robust-adjective = de inicio congelado y resto robusto
kind-clean-then-frozen = inicio limpio, resto congelado
kind-clean-then-frozen-adjective = de inicio limpio y resto congelado
kind-robust-then-frozen = inicio robusto, resto congelado
kind-robust-then-frozen-adjective = de inicio robusto y resto congelado
kind-frozen = congelada
kind-frozen-adjective = congelada
kind-mixed = capa por capa
kind-mixed-adjective = mixta
kind-transfer = transferencia
kind-transfer-adjective = transferida
kind-triage = triaje
kind-triage-adjective = comprimida

## The network, layer by layer

network-view = La red, capa por capa
input = Entrada
prediction = Predicción
prediction-true = (real)
prediction-empty = Aquí aparecerá lo que dice la red.
# One class of the prediction, for people who can't see the bars.
prediction-label = { $class }: sin ataque { $clean }, bajo ataque { $attacked }
cut = Corte
cut-hint = Arrástralo o usa las flechas del teclado
cut-between = entre { $before } y { $after }
cut-first = antes de { $layer }: todo es resto
cut-last = después de { $layer }: todo es parte inicial
front = Inicio
rest = Resto
side-empty = sin capas en esta parte
front-robust = robusto
front-frozen = luego congelado
mode-clean = limpio
mode-clean-hint = Estas capas aprenden de las muestras tal como son
mode-adversarial = adversarial
mode-adversarial-hint = Estas capas aprenden de muestras atacadas
mode-frozen = congelado
mode-frozen-hint = Estas capas no aprenden nada
layer-mode = Cómo se entrena { $layer }
layer-held = adversarial, luego congelado
layer-tuned = con ajuste fino
layer-untrained = sin entrenar; previsto: { $state }
layer-label = { $layer }: { $state }
layer-tokens = { $tokens } tokens de { $width }
parameters = { $count } parámetros
parameters-change = { $before } → { $after }
sensitivity = Sensibilidad
sensitivity-empty = mostrará cuánto mueve el ataque la salida de cada capa
sensitivity-says = cuánto mueve el ataque la salida de cada capa, en relación con su tamaño
sensitivity-cell = { $layer }: { $value } [{ $low }, { $high }]

## Curves

curves = Exactitud en muestras reservadas
contrast = Lado a lado
contrast-note = El ataque busca el peor cambio dentro de ε, de nuevo para cada red: las mismas imágenes, tal como las recibe cada red, y la clase que ve en ellas.
contrast-waits = aún sin evaluar
contrast-bar = { $what }: { $share } { $interval }
contrast-sample = Es «{ $class }»; bajo ataque, la red dice «{ $says }»
# Under the curves; results are on all test samples.
curves-on =
    Sobre la marcha: { $samples ->
        [images] { $n } imágenes
       *[points] { $n } puntos
    } de { $split ->
        [validation] validación
       *[test] prueba
    }; resultados: { $samples ->
        [images] las { $test } imágenes
       *[points] los { $test } puntos
    } de prueba; no tienen por qué coincidir.
curves-empty-1 = La exactitud, sin ataque y bajo ataque,
curves-empty-2 = se dibuja aquí mientras la red entrena
curves-hint = Gráfico de la exactitud según el paso de entrenamiento. Las flechas izquierda y derecha leen cada punto, T muestra la tabla, S hace sonar las curvas.
# The chart of accuracies for those who do not see it.
curves-summary = En { $steps } pasos, la exactitud sin ataque pasa de { $clean_from } a { $clean_to }, y bajo ataque, de { $robust_from } a { $robust_to }.
loss-summary = Pérdida de entrenamiento: de { $from } a { $to } en { $steps } pasos
sound-play = Escuchar las curvas
sound-stop = Detener el sonido
sound-hint-one = Escuchar la curva elegida: cuanto más agudo, mayor exactitud. S en el gráfico hace lo mismo, Escape lo detiene.
sound-hint = Escuchar las curvas: primero sin ataque, luego bajo ataque; cuanto más agudo, mayor exactitud. S en el gráfico hace lo mismo, Escape lo detiene.
clean = sin ataque
under-attack = bajo ataque
epoch = época
loss = pérdida
table = Tabla
chart = Gráfico
# The name of a curve and its last value, at its end.
curve-end = { $curve } { $value }
# Over a line in the chart: what was changed there.
change-epsilon = ε { $epsilon }
change-rate = η { $rate }
change-modes = modos
curve-reading = Paso { $step } (época { $epoch }): sin ataque { $clean }, bajo ataque { $robust }, n = { $n }
# Parts of a protocol, over the curves.
stage-normal = normal
stage-robust = robusta
stage-swap = resto limpio
stage-fine-tune = resto limpio, ajuste
stage-control = comparar
stage-measure-parent = examinar
stage-train-longer = más tiempo
stage-transfer-parent = transferir
stage-cell = comprimir

## Examples

examples = Qué hace el ataque
examples-empty = Aquí aparecerán algunas muestras reservadas: tal como son, qué añade el ataque y qué dice la red antes y después.
examples-clean = sin ataque
examples-attacked = bajo ataque
examples-says = la red dice
examples-hint = Mostrar esta en la escena
prediction-right = acierto
prediction-wrong = error
example-truth = es: { $class }
plane-hint = Puntos reservados y adónde los mueve el ataque
plane-key = color de fondo: qué dice la red ahí, más oscuro donde está más segura; línea: adónde mueve el ataque un punto; punto relleno: la respuesta es errónea
plane-key-lines = línea: adónde mueve el ataque un punto; punto relleno: la respuesta es errónea
plane-score = { $robust } bajo ataque, n = { $n }
# The table behind the plane of points.
plane-table-number = Punto
plane-table-class = Clase
plane-table-clean = Sin ataque (x, y)
plane-table-attacked = Bajo ataque (x, y)
plane-table-says = La red dice
plane-share = La red toma { $share } del plano por { $class }.
column-change-magnified = cambio ×{ $factor }
change-magnified-says = gris: sin cambio

## Columns of tables

column-step = Paso
column-clean = Sin ataque
column-under-attack = Bajo ataque
column-n = n
column-loss = Pérdida
column-trials = Ensayos
column-layer = Capa
column-network = Red
column-sensitivity = Sensibilidad
column-reader = Lector
column-margin-clean = γ sin ataque
column-margin-certified = γ certificado
column-margin-attacked = γ bajo ataque
column-margin-transferred = γ con el ataque a toda la red
column-right-under-attack = Aciertos bajo ataque
column-pair = Par
column-measure = Medida
column-rho = ρ
column-rho-bits = ρ en bits
column-null-mean = Nula, media
column-null-p95 = Nula, percentil 95
column-excess = ρ − nula
column-above-chance = Más que el azar
column-permutations = Permutaciones
column-attack = Ataque
column-accuracy = Exactitud
column-fine-tuning = Ajuste fino
column-rho-rest = ρ de los pares del resto
column-folded = Fusión
column-trained = Entrenamiento
column-before = Antes
column-after = Después
column-attacked = Bajo ataque
column-change = Cambio
column-change-attacked = Cambio bajo ataque
column-steps-to-95 = Pasos hasta el 95 %
column-medians = Medianas
column-collapsed = Colapsadas
column-fold-error = Error de fusión
column-without-training = Sin entrenar
column-loss-of = Pérdida de exactitud
column-spearman = Correlación de rangos
column-p = p
medians = { $clean }, bajo ataque { $attacked }
of-trials = { $collapsed } de { $trials }
agreement = ¿Ordenan los bloques según su criticidad las medidas que no entrenan nada? (Spearman, media de los ensayos, 95 %)
proxy-reinitialised = pesos nuevos
proxy-rewound = pesos iniciales
proxy-noised = pesos con ruido
proxy-robust-criticality = criticidad robusta

## Tracks under the layers

# Added to the description of a track; $reading is the sentence of its highest point.
track-highest = El punto más alto: { $reading }
tracks-hint = Señala una capa, o enfoca una pista y usa las flechas: se lee aquí. Pulsa un nombre para ocultar sus líneas, o T para ver la tabla.
tracks-empty = Estas pistas se llenan a medida que se miden las redes, cada una al acabar su entrenamiento: cuánto empuja el ataque cada capa, cuán robusta es y cuánto depende de la anterior.
points-key = línea: adónde mueve el ataque un punto
reader = Qué lee las capas
measure = Cómo se mide la dependencia
network-shown = Qué red
# What reads a layer's answer out of it.
reader-probe = sonda lineal
reader-lambda = λ
reader-rest = resto de la red
# Measures of dependency, at length and in a word.
measure-edge = información mutua EDGE, bits
measure-short-edge = EDGE
measure-ksg = información mutua KSG, bits
measure-short-ksg = KSG
measure-ksg-noised = información mutua KSG con ruido en la capa posterior, bits
measure-short-ksg-noised = KSG, con ruido
measure-info-nce = InfoNCE, cota inferior de la información mutua, bits
measure-short-info-nce = InfoNCE
measure-connectivity = conectividad
measure-short-connectivity = conectividad
measure-nhsic = nHSIC
measure-short-nhsic = nHSIC
measure-nhsic-channels = nHSIC de medias por canal
measure-short-nhsic-channels = nHSIC, canales
measure-cka = CKA lineal
measure-short-cka = CKA
measure-cka-rbf = CKA con RBF
measure-short-cka-rbf = CKA, RBF
measure-cka-debiased = CKA sin sesgo
measure-short-cka-debiased = CKA, sin sesgo
track-sensitivity-label = Cuánto mueve el ataque cada capa. Las flechas izquierda y derecha recorren las capas; arriba y abajo, las redes; T muestra la tabla.
track-margin = Margen
track-margin-label = Margen de cada capa bajo ataque. Las flechas izquierda y derecha recorren las capas; arriba y abajo, las redes; T muestra la tabla.
# $certified says whether any layer has a certificate.
track-margin-says =
    margen γ que deja un ataque{ $certified ->
        [some] , sobre un tallo que parte de lo certificado
       *[none] ; nada está certificado: las cotas a través de tantas capas son demasiado holgadas
    }
track-margin-says-measured =
    margen γ que deja un ataque{ $certified ->
        [some] , sobre un tallo que parte de lo certificado
       *[none] ; nada está certificado: las cotas a través de tantas capas son demasiado holgadas
    }; { $reader }, n = { $n }
track-dependency = Dependencia
track-dependency-label = Dependencia entre capas vecinas. Las flechas izquierda y derecha recorren los pares; arriba y abajo, las redes; T muestra la tabla.
track-dependency-says = { $measure }; grueso: más que el azar; tenue: dentro del azar
track-points = Puntos
track-points-label = Dónde pone cada capa los puntos. Las flechas izquierda y derecha recorren las capas; arriba y abajo, las redes; T muestra la tabla.
track-points-says = dónde los pone una capa, aplanados
track-on = n = { $n }, { $attack }
track-on-live = n = { $n }, { $attack }; gris: entrenando ahora
sensitivity-reading = El ataque mueve { $layer } de la red { $network } { $sensitivity } veces su tamaño (95 %, n = { $n }, { $attack }).
margin-reading = Tras { $layer }, la red { $network } conserva bajo ataque un margen de { $attacked } como máximo; al menos { $certified } es seguro; el ataque a toda la red deja { $transferred }. Aciertos bajo ataque: { $right } ({ $reader }, n = { $n }, 95 %, { $attack }).
margin-reading-vacuous = Tras { $layer }, la red { $network } conserva bajo ataque un margen de { $attacked } como máximo; nada está certificado, pues la cota inferior es −1, lo mínimo posible; el ataque a toda la red deja { $transferred }. Aciertos bajo ataque: { $right } ({ $reader }, n = { $n }, 95 %, { $attack }).
# Two neighbouring layers.
pair = { $parent } → { $child }
pair-short = { $layer } { $measure } { $rho } · nula { $null }
null-beside = { " " }· nula { $null }
# $above says whether the dependency is more than chance gives.
pair-reading =
    { $child } depende de { $parent } en la red { $network } con ρ = { $rho }; tras barajar es { $null } (el 95 % bajo { $p95 }, { $permutations } permutaciones): { $above ->
        [yes] { $excess } por encima del azar
       *[no] no más de lo que da el azar
    } ({ $measure }, n = { $n } muestras atacadas, { $attack }).
pair-over-epochs = Por encima del azar, época a época del ajuste fino: { $values }.
mixing-not-apart = no separadas
mixing-not-apart-sentence = En estos dos ejes las clases no están separadas, ni siquiera sin ataque.
mixing-apart = separadas
mixing-apart-sentence = Aquí el ataque deja las clases separadas.
mixing-a-little = algo mezcladas
mixing-a-little-sentence = Aquí el ataque mezcla un poco las clases.
mixing-mixed = mezcladas
mixing-mixed-sentence = Aquí el ataque mezcla las clases.
points-reading = { $layer } de la red { $network }, aplanada en dos ejes con el { $share } de la varianza.
points-neighbours = El vecino limpio más cercano tiene la clase correcta para el { $clean } de los puntos, y para el { $attacked } cuando están atacados (n = { $n }, { $attack }).

## Transfer of robustness

steps-label = La ejecución paso a paso
step-title = { $number }. { $title }
step-normal = Entrenar una red normal
step-robust = Hacerla robusta
step-swap = Poner el resto limpio
step-fall = Ver cuánto cuesta
step-fine-tune = Ajustar el resto
step-fine-tune-clean = Ajustar el resto en limpio
step-compare = Lo mismo con inicio limpio
step-normal-planned =
    { $epochs ->
        [one] 1 época
       *[other] { $epochs } épocas
    }, muestras limpias
step-robust-planned =
    { $epochs ->
        [one] 1 época
       *[other] { $epochs } épocas
    }, muestras atacadas
step-swap-says =
    { $rest ->
        [0] ninguna capa
        [1] la última capa
        [2] las dos últimas capas
        [3] las tres últimas capas
        [4] las cuatro últimas capas
        [5] las cinco últimas capas
       *[other] las { $rest } últimas capas
    } de nuevo en limpio
step-fall-planned = exactitud bajo ataque
step-fine-tune-planned =
    { $epochs ->
        [one] 1 época
       *[other] { $epochs } épocas
    } como máximo, inicio congelado
step-compare-planned = ¿qué puede el resto por sí solo?
step-compare-says = bajo ataque { $attacked } · el inicio robusto aporta { $gain }
step-both = sin ataque { $clean } · bajo ataque { $attacked }
step-change = bajo ataque { $before } → { $after }
step-halted = terminó aquí
role-normal = normal
role-robust = robusta
role-semirobust = semirrobusta
role-transferred = transferida
network-hint =
    { $network }: { $role ->
        [normal] entrenada con muestras limpias
        [robust] entrenada con muestras atacadas
        [semirobust] la parte inicial robusta con el resto limpio
       *[transferred] el resto con ajuste fino tras la parte inicial robusta congelada
    }. Pulsa para { $press ->
        [hide] ocultar
       *[show] mostrar
    } sus líneas.
objective = Con qué se ajusta el resto
objective-adversarial = atacadas
objective-adversarial-hint = El resto aprende de muestras atacadas a través de toda la red, como en el artículo
objective-clean = limpias
objective-clean-hint = El resto aprende de muestras limpias: ¿basta con la parte inicial robusta?
fine-tuned-on = ajuste con muestras
control-clean-front = el resto ajustado tras la parte inicial normal
control-clean-front-hint = El control: qué puede el resto por sí solo, ajustado con muestras atacadas tras la parte inicial normal congelada. El efecto de la parte inicial robusta es la diferencia
control-reverse = el resto robusto tras la parte inicial normal
control-reverse-hint = El intercambio inverso, sin entrenar nada
control-statistics = semirrobusta, con estadísticas de lote reestimadas
control-statistics-hint = El resto limpio tras la parte inicial robusta, con las estadísticas de su normalización por lotes estimadas sobre lo que entrega esa parte
control-robust-longer = robusta, entrenada más tiempo
control-robust-longer-hint = La red robusta, entrenada tantas épocas más como duró el ajuste fino
read-out-held-out = parte inicial, lectura lineal λ
read-out-held-out-hint = Algoritmo S1: en lugar del resto, una función lineal de todas las capas de la parte inicial robusta a las respuestas de la red robusta, ajustada con muestras de entrenamiento y atacada en conjunto
read-out-last-layer = lo mismo, solo con la última capa de la parte inicial
read-out-last-layer-hint = La función lineal lee la última capa de la parte inicial robusta, no todas
read-out-paper = lo mismo, como en el artículo
read-out-paper-hint = Ajustada, lote a lote, con las mismas muestras de prueba atacadas con las que luego se juzga, atacadas a través de la red que imita: con más características que muestras repite las respuestas de la red robusta, sea cual sea la parte inicial
read-out-random = lo mismo, λ al azar
read-out-random-hint = El control: una función al azar del mismo tamaño
# $kept says whether the network of this epoch was kept.
tuned-epoch =
    { $epoch ->
        [0] antes
       *[other] época { $epoch }
    }{ $kept ->
        [yes] , elegida
       *[no] { "" }
    }

## Transfer of robustness: the audit of the theorem

audit = ¿Lo promete el teorema?
audit-empty = En cuanto se mida una red, aquí se audita el teorema: cada premisa con sus cifras, lo que garantizaría y el margen final.
# $outcome is the outcome's name in files; $missed says whether the figures would contradict the theorem.
audit-verdict =
    La red { $network }: { $outcome ->
        [missed] el teorema garantizaría un margen final de al menos { $guarantee }, y un ataque deja { $end }. Así que alguna de sus premisas falla.
        [not-missed] el margen final, { $end }, no queda por debajo de lo que garantizaría el teorema, { $guarantee }. Eso no contradice nada, ni prueba nada mientras haya premisas abiertas.
       *[premise-not-established]
            el teorema no promete nada, pues no está certificado que la parte inicial sea semirrobusta.{ $missed ->
                [yes] { " " }Si lo fuera, el teorema garantizaría al menos { $guarantee }, y el margen final es { $end }.
               *[no] { "" }
            }
    }
audit-premise-front = La parte inicial es semirrobusta: γ_a > 0
audit-premise-information = Cada capa posterior comparte al menos ρ_j bits con la anterior
audit-premise-growth = A2: el margen crece más de 1 + U_j en cada capa posterior
audit-premise-one-to-one = Las capas son inyectivas
audit-established = probada
audit-open = abierta
audit-fails = falla
audit-front = Tras { $layer }: { $margin }. Solo el extremo certificado podría probarla.
audit-information = { $above } de { $of } pares superan el azar; juntos, { $sum } bits. Ninguna estimación lo prueba: entre capas continuas el valor verdadero es infinito, y ninguna certifica mucho más que el logaritmo del número de muestras.
audit-growth = Crecimiento medido: de { $least } a { $most }. Un margen está entre −1 y 1, así que crece 2 como mucho; U_j supera 1 donde ρ_j > 0, de modo que A2 pide más de 2. No puede cumplirse con márgenes acotados.
audit-one-to-one = ReLU y el pooling llevan muchas entradas a una misma salida.
audit-sum = Σ ρ_j
audit-linear = Teorema 3, si el resto fuera lineal
audit-linear-hint = γ_a + γ_a (n − 1 − a)(n − a) / 2, con la suma de los márgenes certificados de todas las capas de la parte inicial como γ_a: lo que se garantizaría si cada capa del resto fuera una combinación lineal de las anteriores
audit-column-layer = capa
audit-column-null = su nula
audit-column-growth = el margen crece
audit-range = los márgenes están aquí
audit-guarantee = garantía { $margin } (gris: lo que da el azar)
audit-measured = medido { $margin }
audit-bracket = { $low } certificado, { $high } bajo ataque
audit-picture = Arriba: el teorema garantizaría { $guarantee }. Abajo: el margen final, { $end }.
audit-on = { $reader }; { $measure }; n = { $n }; { $attack }. Los extremos certificado y atacado de cada margen son medias sobre muestras.

## Transfer of robustness: noise between front and rest

noise = ¿Y si el resto dependiera menos de la parte inicial?
noise-finding = La red { $network }: un ruido de { $strength } veces la dispersión de lo que entrega { $front } baja su dependencia con { $rest } de { $rho_before } a { $rho_after } por encima del azar. El margen bajo ataque pasa de { $attacked_before } a { $attacked_after }, y sin ataque, de { $clean_before } a { $clean_after }.
noise-on = { $measure }, por encima de su nula; los márgenes son medias sobre n = { $n } muestras de prueba con intervalos del 95 %; { $attack }, a través del ruido, que se sortea una vez por muestra.
noise-axis = intensidad del ruido
noise-label-rho = ρ ({ $measure })
noise-label-clean = margen sin ataque
noise-label-attacked = margen bajo ataque
noise-point = con { $strength }, ρ { $rho }, margen bajo ataque { $margin }
noise-picture = Según la intensidad del ruido: { $points }.

## Triage: blocks and how they are compressed

folds = Bloques
fold = Fusionar
unfold = Separar
fold-hint = Fusionar { $block }: { $layers }
unfold-hint = Separar { $block }: { $layers }
fold-undo = Deshacer
fold-undo-hint = Deshacer la última fusión
fold-all = Fusionar cada uno
grouping = Cómo se comprimen los bloques fusionados
grouping-alone = por separado
grouping-alone-hint = Una red comprimida por cada bloque
grouping-together = todos a la vez
grouping-together-hint = Una red en la que todos están comprimidos (aporte nuestro)
folded-label = { $block }: { $layers } capas fusionadas en una, { $state }
folded-count = { $layers } capas → 1
folded-compressed = comprimidas
folded-planned = por comprimir
parent = Red original
parent-hint = La red cuyos bloques se comprimen. Las redes originales robustas y robustas a medias son un añadido nuestro al artículo
parent-kind-normal = Normal
parent-kind-robust = Robusta
parent-kind-half-robust = A medias
parent-kind-several = Varias
parent-clean = normal
parent-adversarial = robusta
parent-semirobust =
    robusta a medias, { $rest ->
        [one] última limpia
       *[other] últimas { $rest } limpias
    }
parent-now = exactitud
parent-now-hint = En muestras de prueba, antes de fusionar nada: desde aquí se cuentan las pérdidas, salvo las de las celdas «transferida»
parent-transferred = transferida
parent-transferred-hint = El control de las celdas «transferida»: el resto de la red original, sin fusionar, entrenado con muestras atacadas tras su parte inicial
parent-longer = entrenada más
parent-longer-hint = El control: la red original, sin fusionar, entrenada otro tanto como las redes fusionadas
parent-empty = Aquí aparecerá cómo rinde sin fusionar.
parents-shown = La red original
first-weights = Pesos iniciales
first-weights-shown = Pesos iniciales
first-weights-random = Al azar
first-weights-random-hint = Cómo empieza la capa única: sorteada al azar (He et al. 2015). Las demás formas son nuestras
first-weights-random-matched = Al azar, igualados
first-weights-random-matched-hint = Cómo empieza la capa única: sorteada al azar, con una normalización que da a sus canales las medias y desviaciones del bloque (aporte nuestro)
first-weights-first = De la primera capa
first-weights-first-hint = Cómo empieza la capa única: con los pesos de la primera capa del bloque (aporte nuestro)
first-weights-last = De la última capa
first-weights-last-hint = Cómo empieza la capa única: con los pesos de la última capa del bloque (aporte nuestro)
first-weights-mean = Media de las capas
first-weights-mean-hint = Cómo empieza la capa única: con la media de las capas del bloque (aporte nuestro)
first-weights-collapse = Producto
first-weights-collapse-hint = Cómo empieza la capa única: las capas del bloque multiplicadas en una, como si entre ellas no hubiera nada no lineal (aporte nuestro)
first-weights-least-squares = Mínimos cuadrados
first-weights-least-squares-hint = Cómo empieza la capa única: la función que más se acerca a lo que el bloque hace con muestras de entrenamiento (aporte nuestro)
# Ways of training: the name, what it is, and what was done, after the name of a fold.
schemes = Formas de entrenar
scheme-none = tal cual
scheme-none-hint = Justo después de comprimir, sin entrenar nada
scheme-none-done = tal cual
scheme-local = solo la capa nueva
scheme-local-hint = Solo aprende la capa nueva; las demás conservan sus pesos (aporte nuestro)
scheme-local-done = con la capa nueva entrenada
scheme-global = toda la red
scheme-global-hint = Aprenden todas las capas: ajuste fino, como en el artículo
scheme-global-done = con toda la red entrenada
scheme-scratch = desde cero
scheme-scratch-hint = La red comprimida desde pesos al azar, el mismo tiempo que las demás: el control (aporte nuestro)
scheme-scratch-done = con entrenamiento desde cero
scheme-distill-logits = destilar respuestas
scheme-distill-logits-hint = Todas las capas aprenden de las etiquetas y de las respuestas de la red original (Hinton et al. 2015)
scheme-distill-logits-done = con respuestas destiladas
scheme-distill-hint = destilar características
scheme-distill-hint-hint = La capa nueva aprende a entregar lo que entregaba su bloque (FitNets, Romero et al. 2015)
scheme-distill-hint-done = con características destiladas
scheme-distill-global = antes características
scheme-distill-global-hint = Las características del bloque durante la mitad de las épocas y luego toda la red con las etiquetas (aporte nuestro)
scheme-distill-global-done = con características destiladas y luego todo entrenado
scheme-transfer = transferida
scheme-transfer-hint = La capa nueva con muestras atacadas durante la mitad de las épocas; luego la parte inicial se congela y el resto entrena con muestras atacadas (aporte nuestro)
scheme-transfer-done = con el resto entrenado tras la parte inicial congelada

## Triage: what was found

# A row of the table of cells: the fold, and whose.
fold-of-parent = { $fold } · { $parent }
saved = Ahorro
saved-hint = Cómo cambia lo que cuesta toda la red cuando el bloque es una sola capa. El tiempo es el de una pasada hacia delante de 100 muestras donde se hizo la ejecución, dividido por el de la red original, medidos por turnos; la mediana de todas las celdas
saved-parameters = parámetros
saved-multiply-adds = productos y sumas
saved-time = tiempo
saved-later = se mide al ejecutar
cost-label = { $cost } con { $fold } en una capa: { $change }
change = Cambio
change-hint = Criticidad de un bloque: cuánto cambia la exactitud de prueba frente a la red original al fusionarlo. Cifras finas: el intervalo incluye el 0, así que no se distingue del azar. Lo que ocurre bajo ataque es un añadido nuestro al artículo
side-clean = sin ataque
side-attacked = bajo ataque
change-by-scheme = por forma de entrenar
change-on =
    en puntos, n = { $n }, { $attack }; { $trials ->
        [1] 95 % sobre muestras pareadas
       *[other] { $trials } ensayos, corchetes sobre ellos
    }
cell-empty = Cada celda dirá en cuántos puntos cambia la exactitud con una fusión, sin ataque y bajo ataque. Marca las formas de entrenar que quieras comparar.
cell-hint = Señala una celda para leerla; púlsala para ver su curva y sus filtros.
cell-unasked = no pedida
cell-planned = aún sin medir
cell-under-way = en curso
# Before the figures of a field, for screen readers.
cell-name = { $fold }, { $scheme }: sin ataque{ " " }
cell-name-attacked = , bajo ataque{ " " }
cell-label = { $fold }, { $scheme }: { $how }
# An accuracy before and after, with the change in points.
cell-change = { $before } → { $after } ({ $points } { $interval })
# $first says how the layer began.
cell-reading =
    { $folded }, { $done }, pesos iniciales: { $first ->
        [random] al azar
        [random-matched] al azar, igualados
        [first] de la primera capa
        [last] de la última capa
        [mean] media de las capas
        [collapse] producto de las capas
       *[least-squares] mínimos cuadrados
    }; sin ataque { $clean }, bajo ataque { $robust }, n = { $n }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] , medias de { $trials } ensayos
    }.
cell-reading-scratch =
    { $folded }, { $done }: sin ataque { $clean }, bajo ataque { $robust }, n = { $n }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] , medias de { $trials } ensayos
    }.
cell-before = Antes de entrenar, { $accuracy }.
convergence-never = En { $steps } pasos no se llegó al 95 % de la red original.
# $spread says whether all trials reached it at the same step, $whole whether all reached it.
convergence =
    95 % de la red original tras { $spread ->
        [same] { $soonest }
       *[apart] { $soonest }–{ $latest }
    } de { $steps } pasos{ $whole ->
        [all] { "" }
       *[some] , en { $reached } de { $trials } ensayos
    }.
recovery = Lo que devuelve el entrenamiento
recovery-empty-1 = La exactitud tras la fusión, paso a paso,
recovery-empty-2 = se dibuja aquí junto a la línea de la red original
# The chart for those who do not see it; $scheme is the name of a training scheme or of the parent.
recovery-summary = { $scheme }: de { $from } a { $to } en { $steps } pasos.
recovery-hint = Gráfico de la exactitud sin ataque en muestras de validación según el paso de entrenamiento tras la compresión. La banda es el intervalo del 95 % sobre las muestras; con varios ensayos, del mínimo al máximo. Las flechas izquierda y derecha leen cada punto, T muestra la tabla.
recovery-parent = aprende la red original; sus bloques se fusionan después
parent-line = original
recovery-reading =
    { $curve }, paso { $step } (época { $epoch }): { $clean } sin ataque{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] { " " }de media en { $trials } ensayos (mínimo { $least }, máximo { $most })
    }, n = { $n } muestras de validación
recovery-reading-beside =
    { $curve }, paso { $step } (época { $epoch }): { $clean } sin ataque{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] { " " }de media en { $trials } ensayos (mínimo { $least }, máximo { $most })
    }, red original { $parent }, n = { $n } muestras de validación
steps-count = { $steps } pasos
filters = Filtros
filters-empty = Aquí aparecerán los filtros de la capa nueva, antes y después de entrenar, cada uno sobre los filtros de las capas antiguas a los que más se parece.
filters-none = No hay ninguno que dibujar: los bloques codificadores no tienen filtros, y los informes de versiones anteriores no los guardaban.
filters-says = gris: 0; más claro: positivo; cada uno en su propia escala
filters-before = pesos iniciales
filters-after = entrenados
filters-fewer = menos
filters-rank-hint = Cuántas direcciones usan los filtros, según la entropía de sus valores singulares (Roy y Vetterli 2007)
filters-nearest-hint = Cada filtro nuevo con su propia pareja, de modo que la suma de |coseno| sea máxima; al lado, lo que alcanzan filtros nuevos al azar
filters-all = todos ({ $count })
filters-of =
    de { $fold }, { $scheme }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] , primer ensayo
    }
filters-nearest = más parecidos en { $layer }
filters-cosine = |cos| { $mean }, por azar { $chance }
filters-incomparable = no se pueden comparar
filter-partner = filtro { $filter }, |cos| { $cosine }
filters-ranks = Rango efectivo { $rank }; { $layers }.
filters-rank-of = { $layer } { $rank }
filter-number = filtro { $filter }

## Claims of the papers

claims = Lo que afirma el artículo
claims-transfer-hint = Afirmaciones de arXiv 2307.03803, cada una con la cifra que la decide, su media y su intervalo del 95 % sobre los ensayos
claims-triage-hint = Afirmaciones de arXiv 1801.04651, cada una con la cifra que la decide, su media y su intervalo del 95 % sobre los ensayos; las pruebas, el margen de dos puntos y la afirmación sobre robustez son nuestros. Los valores p de las afirmaciones que no se anunciaron antes de la ejecución se corrigen con el método de Holm
claims-on =
    { $trials ->
        [1] un ensayo: sin veredicto
       *[other] { $trials } ensayos; corchetes: 95 % sobre los ensayos
    }
claim-holds = se cumple
claim-fails = no se cumple
claim-open = sin decidir
claim-not-testable = no comprobable
claim-primary = anunciada antes de la ejecución
claim-p = p { $p }
claim-p-corrected = p { $p }, corregido { $corrected }
no-verdict-too-few-trials = sin veredicto con menos de tres ensayos
no-verdict-no-variance = sin veredicto: una diferencia es igual en todos los ensayos
no-verdict-starts-above = las redes empiezan por encima del 95 % de la exactitud de la red original, no queda nada que acelerar
no-verdict-no-robustness = la red original apenas es robusta, no hay nada que perder
# What a figure is of, and the figure.
claim-figure = { $of }: { $figure }
# Each claim has its sentence and, under -of, what its figure is. Acc* is the accuracy of the robust network, Acc_sr that of
# the one with a clean rest, Acc~ that after fine-tuning; f_b is the rest.
claim-loss =
    Con { $rest ->
        [one] la última capa limpia
       *[other] las { $rest } últimas capas limpias
    }, la red es menos robusta que cuando toda ella es robusta.
claim-loss-of = Acc* − Acc_sr bajo ataque, como proporción de las muestras de prueba
claim-loss-grows = Cuantas más capas limpias, más robustez se pierde.
claim-loss-grows-of =
    Acc_sr con { $small ->
        [one] 1 capa limpia
       *[other] { $small } capas limpias
    } − con { $large ->
        [one] 1 capa
       *[other] { $large } capas
    }, bajo ataque
claim-recovery =
    Ajustar solo { $rest ->
        [one] la última capa
       *[other] las { $rest } últimas capas
    } con muestras { $objective ->
        [clean] limpias
       *[adversarial] atacadas
    } devuelve casi toda la robustez (al menos el { $share } %).
claim-recovery-of = Acc~ / Acc* bajo ataque
claim-reaches-goal =
    Ajustar solo { $rest ->
        [one] la última capa
       *[other] las { $rest } últimas capas
    } con muestras { $objective ->
        [clean] limpias
       *[adversarial] atacadas
    } alcanza a la red robusta{ $points ->
        [0] { "" }
       *[other] , menos { $points } puntos
    }.
claim-reaches-goal-of = Acc~ − (Acc* − k) bajo ataque
claim-front-effect =
    Lo que devuelve la robustez es la parte inicial robusta, no el ajuste fino de { $rest ->
        [one] la última capa
       *[other] las { $rest } últimas capas
    } por sí solo.
claim-front-effect-of = exactitud bajo ataque, con el resto ajustado con muestras atacadas tras la parte inicial robusta − tras la limpia
claim-dependency-rises =
    { $rest ->
        [one] La última capa depende más de la anterior
       *[other] Las { $rest } últimas capas dependen más de las anteriores
    } cuanto más dura el ajuste fino con muestras atacadas.
claim-dependency-rises-of = EDGE por encima de su nula, media de los pares en f_b, última época − antes de la primera, en bits
claim-dependency-suffices = Los ajustes finos que alcanzan su meta tienen dependencias más fuertes que los que no.
claim-dependency-suffices-of = EDGE por encima de su nula en la última época, media de los pares en f_b, de los que alcanzan Acc* − k − de los del mismo corte que no, en bits
claim-dependency-follows =
    Cuanto más se acerca a su meta el ajuste fino de { $rest ->
        [one] la última capa
       *[other] las { $rest } últimas capas
    } con muestras atacadas, más fuertes son las dependencias.
claim-dependency-follows-of = correlación de rangos, a lo largo de las épocas del ajuste fino, de EDGE por encima de su nula (media de los pares en f_b) con la exactitud bajo ataque
claim-recovery-shrinks =
    El ajuste fino con muestras { $objective ->
        [clean] limpias
       *[adversarial] atacadas
    } devuelve más cuantas menos capas se ajustan.
claim-recovery-shrinks-of =
    Acc~ con { $small ->
        [one] 1 capa ajustada
       *[other] { $small } capas ajustadas
    } − con { $large ->
        [one] 1 capa
       *[other] { $large } capas
    }, bajo ataque
claim-dependency-falls = Las capas dependen menos de la anterior cuanto más cerca están de la salida.
claim-dependency-falls-of =
    EDGE por encima de su nula, primer − último par de f_b con { $rest ->
        [one] 1 capa
       *[other] { $rest } capas
    }, en bits
claim-scheme-none = solo fusión
claim-scheme-local = la capa nueva entrenada
claim-scheme-global = toda la red entrenada
claim-scheme-scratch = entrenada desde cero
claim-scheme-distill-logits = respuestas destiladas
claim-scheme-distill-hint = características destiladas
claim-scheme-distill-global = características destiladas y luego todo entrenado
claim-scheme-transfer = el resto entrenado tras la parte inicial congelada
# $parent and $first (the first weights) are the names that stand in files, $scheme is a phrase above.
claim-blocks-alike = La exactitud final no depende de qué bloque se comprimió ({ $scheme }).
claim-blocks-alike-of =
    mayor diferencia entre dos bloques, sin ataque, con el intervalo del 90 % válido para todos los pares a la vez; apoyada si todos los pares están dentro de { $points } puntos; si no, refutada si los rangos dentro de los ensayos difieren con { $alpha }; { $ranks }; red original { $parent }{ $first ->
        [none] { "" }
       *[other] , pesos iniciales { $first }
    }
claim-ranks = H de Kruskal–Wallis = { $h }, p { $p }, ε² = { $epsilon_squared }
claim-ranks-friedman =
    Q de Friedman = { $q }, { $how ->
        [sampled] p con 99 999 permutaciones
       *[exact] p exacto
    } { $p }, W de Kendall = { $w }
claim-ranks-same = los bloques son iguales en cada ensayo
claim-recovers-parent =
    El ajuste fino de todo el modelo recupera o supera la exactitud de la red original{ $parent ->
        [longer] { " " }entrenada el mismo tiempo (parent+)
       *[as-it-is] { "" }
    } (hasta { $points } puntos).
claim-recovers-parent-of =
    exactitud de las redes comprimidas − de la red original{ $control ->
        [longer] { " " }entrenada el mismo tiempo (parent+)
       *[as-it-is] { "" }
    }, media de los bloques, sin ataque; red original { $parent }, pesos iniciales { $first }
claim-exceeds-parent =
    El ajuste fino de todo el modelo supera la exactitud de la red original{ $parent ->
        [longer] { " " }entrenada el mismo tiempo (parent+)
       *[as-it-is] { "" }
    }.
claim-distillation-area = La destilación ({ $scheme }) acelera la convergencia (área bajo la curva).
claim-distillation-area-of =
    exactitud media durante el entrenamiento con − sin destilación, media de los bloques{ $aside ->
        [0] { "" }
        [one] , sin contar 1 par de redes que empieza por encima del 95 %
       *[other] , sin contar { $aside } pares de redes que empiezan por encima del 95 %
    }; red original { $parent }, pesos iniciales { $first }
claim-distillation-hastens = La destilación ({ $scheme }) acelera la convergencia (pasos).
claim-distillation-hastens-of =
    pasos hasta el 95 % de la exactitud de la red original sin − con destilación, media de los bloques; { $steps } donde no se alcanzó{ $aside ->
        [0] { "" }
        [one] , sin contar 1 par de redes que empieza ahí
       *[other] , sin contar { $aside } pares de redes que empiezan ahí
    }; red original { $parent }, pesos iniciales { $first }
claim-distillation-holds = La destilación ({ $scheme }) mantiene la exactitud en la de la red original, como límite superior (hasta { $points } puntos por encima).
claim-distillation-holds-of = exactitud de las redes comprimidas − de la red original, media de los bloques, sin ataque{ $without }; red original { $parent }, pesos iniciales { $first }
claim-distillation-holds-without = ; redes comprimidas con ajuste fino − estas, en puntos: { $value } [{ $low }, { $high }]
claim-transfer-holds = Con { $block } comprimido, el ajuste fino de f_b con muestras atacadas devuelve tanta robustez como sin comprimir (hasta { $points } puntos; aporte nuestro).
claim-transfer-holds-of = exactitud bajo ataque con los bloques comprimidos − sin comprimir, ambas tras el ajuste fino de f_b; red original { $parent }, pesos iniciales { $first }
claim-interaction = Lo que un bloque cuesta en exactitud y lo que cuesta en robustez difieren de un bloque a otro ({ $scheme }; aporte nuestro).
claim-interaction-of = mayor diferencia entre dos bloques en caída sin ataque − caída bajo ataque, con el intervalo del 90 % válido para todos los pares a la vez; apoyada si los rangos dentro de los ensayos difieren con { $alpha } y no todos los pares están dentro de { $points } puntos; { $ranks }; red original { $parent }, pesos iniciales { $first }

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
method-noise = Ruido
# PGD with its number of steps.
attack-label-steps = { $method }-{ $steps }

## Classes of the data sets

class-number = clase { $number }
class-upper-moon = luna superior
class-lower-moon = luna inferior
class-ring = anillo
class-disc = disco
class-first-arm = primer brazo
class-second-arm = segundo brazo
# A cloud of points.
class-left = izquierda
class-right = derecha
class-top = arriba
class-t-shirt = camiseta
class-trouser = pantalón
class-pullover = suéter
class-dress = vestido
class-coat = abrigo
class-sandal = sandalia
class-shirt = camisa
class-sneaker = zapatilla
class-bag = bolso
class-boot = bota
class-airplane = avión
class-automobile = automóvil
class-bird = pájaro
class-cat = gato
class-deer = ciervo
class-dog = perro
class-frog = rana
class-horse = caballo
class-ship = barco
class-truck = camión
class-apple = manzana
class-aquarium-fish = pez de acuario
class-baby = bebé
class-bear = oso
class-beaver = castor
class-bed = cama
class-bee = abeja
class-beetle = escarabajo
class-bicycle = bicicleta
class-bottle = botella
class-bowl = cuenco
class-boy = niño
class-bridge = puente
class-bus = autobús
class-butterfly = mariposa
class-camel = camello
class-can = lata
class-castle = castillo
class-caterpillar = oruga
class-cattle = ganado
class-chair = silla
class-chimpanzee = chimpancé
class-clock = reloj
class-cloud = nube
class-cockroach = cucaracha
class-couch = sofá
class-crab = cangrejo
class-crocodile = cocodrilo
class-cup = taza
class-dinosaur = dinosaurio
class-dolphin = delfín
class-elephant = elefante
class-flatfish = pez plano
class-forest = bosque
class-fox = zorro
class-girl = niña
class-hamster = hámster
class-house = casa
class-kangaroo = canguro
class-keyboard = teclado
class-lamp = lámpara
class-lawn-mower = cortacésped
class-leopard = leopardo
class-lion = león
class-lizard = lagarto
class-lobster = langosta
class-man = hombre
class-maple-tree = arce
class-motorcycle = motocicleta
class-mountain = montaña
class-mouse = ratón
class-mushroom = hongo
class-oak-tree = roble
class-orange = naranja
class-orchid = orquídea
class-otter = nutria
class-palm-tree = palmera
class-pear = pera
class-pickup-truck = camioneta
class-pine-tree = pino
class-plain = llanura
class-plate = plato
class-poppy = amapola
class-porcupine = puercoespín
class-possum = zarigüeya
class-rabbit = conejo
class-raccoon = mapache
class-ray = raya
class-road = carretera
class-rocket = cohete
class-rose = rosa
class-sea = mar
class-seal = foca
class-shark = tiburón
class-shrew = musaraña
class-skunk = mofeta
class-skyscraper = rascacielos
class-snail = caracol
class-snake = serpiente
class-spider = araña
class-squirrel = ardilla
class-streetcar = tranvía
class-sunflower = girasol
class-sweet-pepper = pimiento
class-table = mesa
class-tank = tanque
class-telephone = teléfono
class-television = televisor
class-tiger = tigre
class-tractor = tractor
class-train = tren
class-trout = trucha
class-tulip = tulipán
class-turtle = tortuga
class-wardrobe = armario
class-whale = ballena
class-willow-tree = sauce
class-wolf = lobo
class-woman = mujer
class-worm = gusano
class-tench = tenca
class-english-springer = springer spaniel inglés
class-cassette-player = reproductor de casetes
class-chain-saw = motosierra
class-church = iglesia
# The instrument.
class-french-horn = trompa
class-garbage-truck = camión de basura
class-gas-pump = surtidor de gasolina
class-golf-ball = pelota de golf
class-parachute = paracaídas

## One's own things: drawings, pictures, points, training sets, weights

own = Prueba con algo tuyo
own-stays = Todo lo que pongas aquí lo lee tu navegador y se queda en él: no se envía nada a ninguna parte.
# The parts of the panel.
own-tab-draw = Dibujar
own-tab-pictures = Imágenes
own-tab-points = Puntos
own-tab-training = Tu conjunto
own-tab-weights = Pesos
own-choose = Elegir archivos
own-busy = Hay una ejecución en marcha: detenla o espera a que termine y luego entrena con tus muestras.
own-reading = Leyendo…
own-asking = Preguntando a la red…
own-no-network = No hay ninguna red a la que preguntar: pulsa Entrenar o abre un archivo de pesos. La respuesta aparecerá aquí sola. Los pesos de ejecuciones de una visita anterior no se guardan.
own-network-run =
    Responde la red de esta ejecución, tras { $step } { $step ->
        [one] paso
       *[other] pasos
    } de entrenamiento.
# $network is the name of one of the transfer's networks.
own-network-role = Responde la red { $network } de esta ejecución.
own-network-file = Responde la red de { $name }.
own-network-page = Se pregunta a la red para cifras manuscritas que trae la página ({ $network }), porque no hay ninguna entrenada (los pesos de ejecuciones de una visita anterior no se guardan). En cuanto entrenes una, se preguntará a la tuya.
own-ready = A qué red se pregunta
own-attack = { $method }, ε { $epsilon }
own-says-one =
    { $outcome ->
        [kept] Dice «{ $before }» y no cambia de opinión bajo ataque ({ $attack }).
       *[changed] Dice «{ $before }». Bajo ataque ({ $attack }) dice «{ $after }».
    }
own-says-several = El ataque ({ $attack }) cambia { $changed } de { $of } respuestas.
own-says-tested = De { $n } muestras de prueba acierta el { $clean }, y bajo ataque ({ $attack }), el { $robust }.
# How a drawing gets the form of a data set.
own-fit-digits = Tu dibujo se recorta, se escala hasta llenar el campo de 8 × 8 y se centra, como en este conjunto de datos.
own-fit-mnist = Tu dibujo se recorta, se escala a 20 × 20 de los 28 × 28 píxeles y su centro de masa se pone en el medio, como en este conjunto de datos.
own-fit-fashion-mnist = Tu dibujo se recorta, se escala hasta que su lado más largo ocupe 28 píxeles y se centra, como en este conjunto de prendas: dibuja un zapato, una camisa, un bolso.
own-fit-other = Tu dibujo se recorta, se escala hasta que su lado más largo llene la imagen y se centra.
own-draw-plane = La red recibe puntos, que se ponen en «Puntos», y no dibujos. Para dibujar, elige un conjunto de datos de imágenes.
own-draw-first = Dibuja algo: la red responde en cuanto levantes el lápiz.
own-sheet = Hoja para dibujar
own-sheet-keys = Con el teclado: las flechas mueven la cruz, Espacio pone un punto, Mayús y una flecha trazan una línea.
own-seen = Lo que ve la red
own-stays-answer = la respuesta se mantiene
own-changes-answer = la respuesta cambia
own-tools = Herramientas
own-pen = Lápiz
own-eraser = Goma
own-undo = Deshacer
own-clear = Borrar todo
own-pictures-drop = Suelta imágenes en cualquier parte de la página (PNG, JPEG, WebP) o elige algunas.
own-pictures-choose = Elegir imágenes
own-pictures-how = De cada una se toma el mayor cuadrado central y se escala a { $shape }.
own-pictures-black = Donde el borde es claro, se intercambian blanco y negro, porque este conjunto de datos muestra cosas claras sobre negro.
own-pictures-left = Se muestran las primeras { $shown }; quedan fuera { $left } más.
own-pictures-first = Suelta una imagen para ver qué dice la red de ella y qué poco hace falta para que cambie de opinión.
own-plane = Plano para poner puntos
own-plane-keys = Haz clic para poner un punto, arrástralo para moverlo. Con el teclado: las flechas mueven la cruz, Espacio pone un punto o lo toma, Mayús y una flecha lo mueven, Supr lo elimina.
own-class = Clase de los próximos puntos
own-class-name = Clase { $letter }
own-point-delete = Eliminar punto
own-points-count =
    { $points ->
        [one] 1 punto
       *[other] { $points } puntos
    } en { $classes ->
        [one] 1 clase
       *[other] { $classes } clases
    }.
own-points-need = Pon al menos { $least } puntos de cada clase, con dos o tres clases: uno de cada cinco se reserva para la prueba.
own-points-train = Entrenar con estos puntos
own-training-drop = Suelta una carpeta o un zip con una carpeta de imágenes por clase, por ejemplo gatos y perros.
own-training-folder = Elegir una carpeta
own-training-files = Elegir un zip o archivos de datos
own-training-limits = De { $fewest } a { $most } clases con al menos { $least } imágenes cada una, { $pictures } imágenes en total, de hasta 20 MB cada una. Una de cada cinco imágenes de una clase se reserva para la prueba.
own-training-official = También sirven los archivos de MNIST, Fashion-MNIST y CIFAR tal como los publican sus autores: train-images-idx3-ubyte.gz junto con los otros tres, o de data_batch_1.bin a test_batch.bin.
own-training-found = Lo que se encontró
own-training-class = Clase
own-training-pictures = Imágenes
own-training-form-label = Forma de las muestras
own-training-form =
    { $colour ->
        [colour] Color
       *[grey] Gris
    }, { $height } × { $width }
own-training-start = Entrenar con estas imágenes
own-training-progress = { $done } de { $of } imágenes leídas
own-weights-drop = Suelta un archivo .safetensors o .pth: de una ejecución de este programa o de una red de PyTorch de una de las formas conocidas.
own-weights-choose = Elegir pesos
own-weights-how = La red se reconoce por los nombres y las formas de sus tensores. Si encajan varios conjuntos de datos, se toma el que esté elegido arriba. De un archivo .pth se lee el state dict, también dentro de un checkpoint; no se ejecuta ningún código que contenga.
own-weights-are = { $name } es una red { $network } con { $parameters } parámetros, para { $data }.
own-weights-forget = Volver a preguntar a la red de la ejecución
own-weights-no-test = Aquí no hay muestras de prueba de { $data }: trae sus archivos en «Tu conjunto», o dibuja o suelta una imagen para atacarla.
own-weights-empty = El archivo no contiene tensores.
own-weights-unknown = El archivo contiene { $tensors } tensores, como { $name } de forma { $shape }, que no encajan en ninguna red conocida: elige arriba la red y los datos para los que son y vuelve a abrirlo.
own-network-gone = Esta red ya no está guardada: vuelve a entrenar o a abrir sus pesos.
own-incomplete = Lo que trajiste llegó incompleto: inténtalo de nuevo.
own-device-failed = No se pudo preguntar a la red: { $reason }.
own-files-here = Ya está { $data }, con { $train } muestras de entrenamiento y { $test } de prueba; cuántas usa una ejecución se elige en «Más».
# $missing says which half there is none of.
own-files-half =
    De { $data } solo está la mitad: trae también los archivos { $missing ->
        [train] de entrenamiento
       *[test] de prueba
    }.
own-problem-picture = No se puede leer { $name } como imagen: guárdala como PNG, JPEG o WebP.
own-problem-no-pictures = No contiene imágenes: usa archivos PNG, JPEG o WebP y, para entrenar con ellos, una carpeta por clase.
own-problem-too-large = { $name } ocupa más de { $limit } MB, lo máximo que lee la página.
own-problem-too-many = Son { $found }, y la página admite { $limit } como máximo: quita algunas.
own-problem-classes =
    { $found ->
        [one] Hay 1 clase
       *[other] Hay { $found } clases
    }, y un conjunto de entrenamiento tiene de 2 a 10: da a cada clase su propia carpeta.
own-problem-few =
    La clase { $class } tiene { $found } { $found ->
        [one] muestra
       *[other] muestras
    }, y cada una necesita al menos { $least }.
own-problem-zip = No se puede leer el zip { $name } ({ $reason }): vuelve a comprimirlo sin contraseña, de la forma habitual.
own-problem-bomb = El zip { $name } contiene más de lo que dice o más de { $limit } MB: no se descomprimió.
own-problem-traversal = El zip { $name } tiene la ruta { $path }, que sale de él: no se descomprimió.
data-error-no-labels = Faltan las etiquetas que acompañan a { $name }: trae los dos archivos juntos.
data-error-no-images = Faltan las imágenes que acompañan a { $name }: trae los dos archivos juntos.
data-error-mixed = { $name } es de otro conjunto de datos que los archivos anteriores: trae los de uno solo.
data-error-unknown-set = { $name } no es de ningún conjunto de datos conocido: trae los archivos de MNIST, Fashion-MNIST, CIFAR-10 o CIFAR-100 tal como los publican sus autores.
data-error-record = El archivo de datos { $name } está dañado en el byte { $offset }: un registro de { $size } bytes termina tras { $found }; descárgalo de nuevo.

## Files and links

busy-to-open = Hay una ejecución en marcha: detenla o reiníciala y luego abre el archivo.
busy-to-link = Hay una ejecución en marcha: detenla o reiníciala y luego vuelve a abrir el enlace.
file-cut-off = { $name } se corta a medias, en la línea { $line }, columna { $column }: cópialo o expórtalo de nuevo. No se cambió nada.
file-no-json = { $name } no es JSON (línea { $line }, columna { $column }): abre un report.json o un .experiment.toml. No se cambió nada.
# $what is the mistake, in the words of the program that reads JSON.
file-mistake = { $name } tiene un error en la línea { $line }: { $what }. Corrígela y vuelve a abrirlo. No se cambió nada.
file-neither = { $name } no es un informe ni un experimento de Layerlab: abre un report.json o un .experiment.toml.
file-unsound = { $name } no se puede usar. { $error } No se cambió nada.
file-too-large = { $name } ocupa más de 32 MB, y los informes son mucho más pequeños: abre un report.json o un .experiment.toml.
file-unreadable = El navegador no pudo leer { $name }: comprueba que aún existe y vuelve a abrirlo.
opened-experiment = Experimento { $name } abierto. Pulsa Entrenar para ejecutarlo.
opened-report = { $name } abierto.
link-version = El enlace tiene la versión «{ $version }», y esta página lee la versión { $supported }: se muestra la configuración predeterminada.
# $problems lists the messages below.
link-broken = En el enlace, { $problems }.
link-broken-key = «{ $key }» no se conoce aquí
link-broken-value = «{ $key }» es «{ $value }», pero debería ser { $give } (en su lugar se usa { $instead })
# What the value of a property should be ($give above).
expected-positive = un número entero, 1 o más
expected-whole = un número entero, 0 o más
expected-distance = un número, 0 o más, como 0.1
expected-share = una proporción de 0 a 1, como 0.01
expected-rate = un número mayor que 0, como 0.05
expected-momentum = un número desde 0 y menor que 1, como 0.9
expected-some-of = alguno de { $names }, separados por puntos
expected-cut = de 0 a { $layers }
expected-cuts = números de capas separados por puntos, como 2.3
expected-widths-list = números enteros separados por -, como 64-64-64
expected-widths-three = tres números enteros para una cnn, como 16-32-64
expected-widths-stages = canales de cada etapa, convoluciones por etapa y un ancho, como 8-16-32-2-32
expected-widths-fixed = omitido: esta red tiene sus anchos habituales
expected-phases = fases como 2-clean-clean
expected-attacks = nombres de ataques como fgsm,square
expected-blocks = every, none o nombres de bloques como conv1-2.conv3-4
expected-table = una tabla como en un archivo, por ejemplo { $example }

## Mistakes in an experiment
## 
## Keys such as data.train are those of the file; figures are written as in the file.

experiment-error-version = El experimento tiene la versión { $found }, pero este programa lee la versión { $supported }; expórtalo de nuevo o usa el programa que lo escribió.
experiment-error-phases-beside-protocol = El experimento tiene fases y protocolo a la vez: quita las fases, el protocolo ya dice qué se entrena.
experiment-error-rest-outside = protocol.rest tiene un corte con { $rest } capas en f_b, pero con esta red puede tener de 1 a { $most }.
experiment-error-no-blocks = La red no tiene ningún bloque de dos o más capas que una sola pueda sustituir: usa kind = "block-cnn", "vgg" o una mlp con dos o más capas ocultas.
experiment-error-cut-inside-block = protocol.parents tiene una red semirrobusta con { $rest } capas en f_b, que parte en dos el bloque { $block }: mueve el corte a su borde o quita el bloque.
experiment-error-distillation-needs-pgd = protocol.schemes tiene destilación para una red original robusta, que solo va con la defensa pgd: quita la defensa o la destilación.
experiment-error-few-per-class = protocol.measure.samples es { $asked }, pero las dependencias se miden dentro de cada clase: indica { $least } o más, o 0 para omitir γ y ρ.
# $network is a kind of network, $shape is channels × height × width.
experiment-error-network-does-not-fit =
    La red { $network } no encaja con muestras de forma { $shape }: { $network ->
        [mlp] indica anchos de 1 a 65536
        [block-cnn] cada etapa reduce a la mitad los lados de la imagen, así que usa menos etapas, o kind = "mlp" para puntos del plano; y anchos de al menos 1
        [alexnet] admite imágenes de 32 píxeles o más por lado; usa kind = "cnn" para las más pequeñas, y un ancho de al menos 1
        [vgg] tiene una profundidad de 11, 13, 16 o 19 y admite imágenes de 32 píxeles o más por lado; usa kind = "cnn" para las más pequeñas
        [resnet] tiene una profundidad de 18, 34 o 50 y admite imágenes; usa kind = "mlp" para puntos del plano
        [preact-resnet] tiene una profundidad de 18 y admite imágenes; usa kind = "mlp" para puntos del plano
        [wide-resnet] tiene una profundidad de 6 n + 4, como 34, y admite imágenes; usa kind = "mlp" para puntos del plano
        [vit] admite imágenes cuyos lados sean múltiplos de patch, y heads debe dividir a dim; usa kind = "mlp" para puntos del plano
       *[cnn] usa kind = "mlp" para puntos del plano, y anchos de al menos 1
    }.
experiment-error-network-does-not-fit-data =
    La red { $network } no encaja con los datos { $data } (muestras de forma { $shape }): { $network ->
        [mlp] indica anchos de 1 a 65536
        [block-cnn] cada etapa reduce a la mitad los lados de la imagen, así que usa menos etapas, o kind = "mlp" para puntos del plano; y anchos de al menos 1
        [alexnet] admite imágenes de 32 píxeles o más por lado; usa kind = "cnn" para las más pequeñas, y un ancho de al menos 1
        [vgg] tiene una profundidad de 11, 13, 16 o 19 y admite imágenes de 32 píxeles o más por lado; usa kind = "cnn" para las más pequeñas
        [resnet] tiene una profundidad de 18, 34 o 50 y admite imágenes; usa kind = "mlp" para puntos del plano
        [preact-resnet] tiene una profundidad de 18 y admite imágenes; usa kind = "mlp" para puntos del plano
        [wide-resnet] tiene una profundidad de 6 n + 4, como 34, y admite imágenes; usa kind = "mlp" para puntos del plano
        [vit] admite imágenes cuyos lados sean múltiplos de patch, y heads debe dividir a dim; usa kind = "mlp" para puntos del plano
       *[cnn] usa kind = "mlp" para puntos del plano, y anchos de al menos 1
    }.
experiment-error-channels = { $key } tiene { $found } números, pero las muestras de { $data } tienen { $channels } canales: indica un número para cada uno.
experiment-error-samples = { $key } es { $asked }, pero { $data } tiene aquí { $available } muestras de ese tipo: pide de 1 a { $available }.
experiment-error-not-bundled = De { $data } vienen con el programa { $train } muestras de entrenamiento y { $test } de prueba, pero el experimento pide { $asked_train } y { $asked_test }: descarga el conjunto entero con `layerlab data fetch { $data }` y ejecútalo con el binario.
experiment-error-own-data-missing = Las { $samples } muestras son propias de alguien, y ningún archivo ni enlace las contiene: vuelve a traerlas (su hash empieza por { $digest }) o elige un conjunto de datos.
experiment-error-cut-outside = cut es { $cut }, pero la cadena tiene { $layers } capas: indica una posición de 0 a { $layers } (0: todo es f_b; { $layers }: todo es f_a).
experiment-error-layer-modes =
    La fase { $phase } da modos para { $found ->
        [one] una capa
       *[other] { $found } capas
    }, y la red tiene { $layers }: indica un modo para cada una, de la entrada a la salida.
experiment-error-nothing-trains = En la fase { $phase } todas las capas están congeladas, así que no se entrenaría nada: pon front o rest en clean o adversarial, o mueve el corte.
# $blocks lists them, or is none.
experiment-error-no-block =
    { $asked } no es un bloque de la red; { $blocks ->
        [none] no tiene bloques, pues no hay dos capas seguidas del mismo tipo sin un cambio de resolución
       *[some] sus bloques son { $blocks }; también sirven al menos dos capas seguidas de uno de ellos
    }.
experiment-error-no-block-of-layers =
    Las capas { $first } a { $last } no son un bloque de la red; { $blocks ->
        [none] no tiene bloques, pues no hay dos capas seguidas del mismo tipo sin un cambio de resolución
       *[some] sus bloques son { $blocks }; también sirven al menos dos capas seguidas de uno de ellos
    }.
experiment-error-no-block-number = La red no tiene ningún bloque número { $number }; sus bloques son { $blocks }.
experiment-error-block-elsewhere = { $block } (capas { $first } a { $last }) no es un bloque de la red: ahí está { $there }.
experiment-error-blocks-overlap = Los bloques { $first } y { $second } comparten una capa: comprime uno de ellos, o partes que no se toquen.
# $kind is what the block is made of.
experiment-error-no-such-weights =
    La inicialización { $how } no tiene sentido para { $block }, un bloque de { $kind ->
        [encoder] bloques codificadores: usa random, first, last o mean
       *[residual] bloques residuales: usa random, random-matched, first, last, mean o least-squares
    }.
experiment-error-too-many-unknowns = least-squares tendría que hallar { $unknowns } pesos por canal de { $block }, y puede con { $most } como máximo: usa el núcleo same u otra inicialización.
experiment-error-no-epochs = phases no contiene ningún entrenamiento: añade uno con 1 época o más.
experiment-error-no-bounds-of-batch = { $layer } tiene normalización por lotes, cuyas estadísticas no tienen cotas: usa una red sin ella, u otra defensa que no sea ibp.
experiment-error-single-sample = Con { $train } muestras de entrenamiento en lotes de { $batch_size }, un lote tiene una sola muestra, y la normalización por lotes de { $layer } no puede calcular la varianza de un solo valor: elige números que no dejen un lote de una.
experiment-error-out-of-range =
    { $key } es { $value }: indica { $range ->
        [attack-count] un número entero de 1 a 1 000 000
        [above-zero] un número mayor que 0
        [distance] una distancia: 0 o más, como 0.1 (los valores de los píxeles van de 0 a 1)
        [one-start] 1, porque el entrenamiento, las curvas y las capas se atacan desde un solo inicio
        [beyond-training] como máximo las que quedan en la parte de entrenamiento aparte de data.train
        [channel-means] números, como la media de cada canal
        [channel-deviations] números mayores que 0, como 0.25
        [attack-samples] de 1 a data.test, u omítelo para usarlas todas
        [warm-up] un número de épocas, como máximo las que tiene cada fase adversarial
        [learning-rate] un número mayor que 0, como 0.05 para sgd o 0.001 para adam
        [momentum] un número desde 0 y menor que 1, como 0.9
        [weight-decay] un número, 0 o más, como 0.0005
        [schedule-factor] un número mayor que 0, como 0.1
        [schedule-peak] una proporción de la fase entre 0 y 1, como 0.4
        [trades-beta] un número, 0 o más, como 6
        [no-flip] false: los puntos del plano no tienen lado izquierdo ni derecho
        [pad] de 0 a 32 píxeles en cada borde de la imagen, y 0 para puntos
        [crop] 0, o para imágenes un número de píxeles menor que su altura
        [rests] una lista de cortes, como [1, 2]: cuántas capas tiene f_b
        [pairs] un número entre el que se pueda dividir protocol.trials, pues cada par sirve para el mismo número de ensayos; para puntos del plano, que difieren de un ensayo a otro, omítelo
        [tolerance] una proporción de 0 a 1, como 0.01
        [selection-samples] más de 0 con protocol.selection = "validation": las épocas se eligen con esas muestras
        [measured-samples] como máximo data.test
        [reader-samples] de 1 a data.train: los lectores se ajustan con esas muestras
        [permutations] 20 o más: ninguna dependencia se muestra sin su nula
        [block-groups] listas de bloques, como [[1], [2, 3]], o nada: entonces cada bloque se comprime por separado
        [groups-once] por ejemplo [[1], [2], [1, 2]], cada grupo una vez
        [groups-of-transfer] grupos de bloques a un mismo lado del corte, si schemes tiene transfer
        [initialisations-once] por ejemplo ["random", "collapse"], cada una una vez
        [schemes-once] por ejemplo ["none", "global"], cada uno una vez
        [schemes-of-parents] formas de las que cada red original tenga alguna: transfer es solo para redes originales semirrobustas
        [parents-once] por ejemplo ["clean", "adversarial"], cada una una vez
        [epochs-for-halves] 2 o más: distill+global y transfer necesitan algunas para cada mitad
        [triage-validation] más de 0: un triaje mira esas muestras sobre la marcha, para que las de prueba solo se vean al final
        [distill-alpha] una proporción de 0 a 1, como 0.1
        [distill-temperature] un número mayor que 0, como 4
        [cheap-samples] como máximo data.test y data.train
        [own-classes] de 2 a 10 clases
        [own-samples] de 1 a 10000 muestras de entrenamiento y prueba en total
        [share] una proporción de 0 a 1
        [noise-strengths] intensidades de ruido de 0 a 10, relativas a la desviación estándar de lo que entrega la parte inicial
        [cheap-noise] una proporción de la desviación estándar de los pesos, como 0.5
        [cheap-change] una proporción de la norma de los pesos, como 0.1
        [least-squares-batches] como máximo los lotes de una época: los mínimos cuadrados se ajustan con esos
       *[from-one] un número entero, 1 o más
    }.
# $error is one of attack-error-….
experiment-error-attack = { $key }: { $error }
experiment-error-no-gradient-steps = { $key }.kind es { $method }, pero el entrenamiento, las curvas y las medidas de las capas dan pasos de gradiente: indica uno de { $methods }, y pon { $method } en evaluation.attacks.
attack-error-too-few-classes = { $attack } necesita al menos { $fewest } clases, pero la red distingue { $classes }; usa apgd-ce.
attack-error-other-norm = { $attack } solo es un ataque en { $norm }; dale la norma { $norm }.
attack-error-no-restarts = { $attack } encontraría lo mismo { $restarts } veces, porque no sortea nada; dale 1 reinicio.
attack-error-setting =
    { $key } de { $attack } es { $value }: indica { $range ->
        [attack-count] un número entero de 1 a 1 000 000
        [above-zero] un número mayor que 0
        [distance] una distancia: 0 o más, como 0.1 (los valores de los píxeles van de 0 a 1)
       *[from-one] un número entero, 1 o más
    }.
# Both are numbers of clean samples.
attack-error-logits-not-finite = La red da NaN en { $samples } de { $of } muestras limpias, así que atacarla no significa nada: usa pesos anteriores a que divergiera el entrenamiento, o entradas como las de su entrenamiento.
attack-error-other-evaluation = La evaluación que se iba a continuar tiene otras muestras u otros ataques; empieza una nueva.

## Failed runs
## 
## The first sentence says what happened, the one of the same name with -mend what to do.

# $loss is NaN or inf.
failure-loss-not-finite = La pérdida pasó a ser { $loss } en el paso de entrenamiento { $step } (fase { $phase }), así que el entrenamiento se detuvo ahí.
failure-loss-not-finite-mend = Se conservan los últimos pesos buenos; baja la tasa de aprendizaje y vuelve a entrenar.
failure-activations-not-finite = Falló el dispositivo: las activaciones de una capa no son finitas.
# $reason is what the driver or the browser said.
failure-device-failed = Falló el dispositivo: { $reason }.
failure-device-failed-mend = Se conservan los últimos pesos; sigue con la CPU.
failure-no-gpu = No se puede usar la GPU del navegador ({ $reason }).
failure-gpu-mend = Sigue con la CPU.
# $how is a way to get first weights.
run-error-no-batches =
    { $how ->
        [reconstruction-error] El error de reconstrucción
       *[other] { $how }
    } necesita muestras de entrenamiento, pero no recibió ningún lote: dale al menos uno.
run-error-stopped = La ejecución se detuvo.
run-error-stage-missing = Al punto de control le faltan las redes de las etapas anteriores: empieza la ejecución de nuevo.
data-error-unreadable = No se pudo leer el archivo de datos { $name } ({ $reason }); revisa la conexión o el archivo y vuelve a intentarlo.
data-error-unanswered = No se pudo leer el archivo de datos { $name } (el servidor respondió { $status }); revisa la conexión o el archivo y vuelve a intentarlo.
data-error-no-connection = No se pudo leer el archivo de datos { $name } (falló la conexión); revisa la conexión o el archivo y vuelve a intentarlo.
data-error-no-weights-here = La página no lee { $name }, el archivo de la red original: ejecuta este experimento con el binario (layerlab run) u omite protocol.parent.
data-error-gzip = El archivo de datos { $name } está dañado en el byte { $offset }: su flujo gzip se corta ({ $reason }); descárgalo de nuevo.
data-error-header = El archivo de datos { $name } está dañado en el byte { $offset }: su cabecera de { $size } bytes está cortada; descárgalo de nuevo.
data-error-start = El archivo de datos { $name } está dañado en el byte 0: empieza por { $found } en lugar de { $expected }; descárgalo de nuevo.
data-error-too-many-values = El archivo de datos { $name } está dañado en el byte 4: su cabecera promete { $shape } valores, que son demasiados; descárgalo de nuevo.
data-error-values =
    El archivo de datos { $name } está dañado en el byte { $offset }: su cabecera promete { $shape } valores, pero siguen { $found ->
        [more] más
       *[other] { $found }
    }; descárgalo de nuevo.
data-error-images = El archivo de datos { $name } está dañado en el byte 8: sus imágenes son de { $found } en lugar de { $expected }; descárgalo de nuevo.
data-error-labels = El archivo de datos { $name } está dañado en el byte 4: { $labels } etiquetas para { $images } imágenes; descárgalo de nuevo.
# Some sets have two labels for each image.
data-error-label =
    El archivo de datos { $name } está dañado en el byte { $offset }: { $kind ->
        [coarse] etiqueta gruesa
        [fine] etiqueta fina
       *[only] etiqueta
    } { $label } de { $classes } clases; descárgalo de nuevo.
weights-error-unreadable = Los pesos no son un archivo { $format } completo ({ $reason }); usa el archivo tal como se escribió.
weights-error-old-pytorch = Los pesos tienen la forma de PyTorch anterior a 1.6, que la página no lee: escríbelos de nuevo en Python con torch.save(torch.load("antiguo.pth", weights_only=True), "nuevo.pth"), o como safetensors.
weights-error-pytorch-object = Los pesos están dentro de un objeto, como un modelo entero, que solo Python puede rehacer: guárdalos con torch.save(model.state_dict(), "weights.pth").
# Each of the numbers stands before the names.
weights-error-misfit =
    Los pesos no encajan en la red: de sus tensores, encajan { $matched }{ $missing ->
        [0] { "" }
        [one] , falta 1 ({ $missing_names })
       *[other] , faltan { $missing } ({ $missing_names })
    }{ $misshaped ->
        [0] { "" }
        [one] , 1 es de otra forma o tipo ({ $misshaped_names })
       *[other] , { $misshaped } son de otra forma o tipo ({ $misshaped_names })
    }{ $extra ->
        [0] { "" }
        [one] , sobra 1 ({ $extra_names })
       *[other] , sobran { $extra } ({ $extra_names })
    }{ $ignored ->
        [0] { "" }
        [one] , se ignora 1 ({ $ignored_names })
       *[other] , se ignoran { $ignored } ({ $ignored_names })
    }; { $advice ->
        [reparametrised] contiene partes de pesos, como en la normalización espectral: quítalas en PyTorch con torch.nn.utils.parametrize.remove_parametrizations, o remove_spectral_norm, y guarda los pesos de nuevo.
       *[none] usa pesos de la misma red.
    }
weights-error-not-finite =
    { $count ->
        [one] El tensor { $names } contiene
       *[other] Los tensores { $names } contienen
    } NaN o un infinito: el entrenamiento había divergido o el archivo está dañado; usa pesos anteriores.
weights-misshaped = { $name } es { $found } en lugar de { $expected }
# The end of a list that is cut short.
list-more = { $names } y { $more } más
dependency-error-shape = Activaciones de forma { $shape }: indica [N, D], [N, C, L] o [N, C, H, W], sin ninguna dimensión 0.
dependency-error-length = { $values } valores no llenan la forma { $shape }: da tantos como el producto de sus dimensiones.
dependency-error-not-finite = La fila { $row } contiene un valor NaN o infinito en la posición { $position }: da activaciones finitas.
dependency-error-rows = { $parent } filas de un lado y { $child } del otro: da las activaciones de las mismas muestras.
dependency-error-labels = { $labels } etiquetas para { $rows } filas: da una por fila.
dependency-error-nulls = Una nula de { $nulls } permutaciones dice poco: pide al menos { $least }.
dependency-error-classes = { $measure } necesita una clase de al menos { $least } filas, y la mayor tiene { $largest }: da más muestras.
dependency-error-large = { $measure } no puede comparar par por par { $rows } filas de una clase: da { $most } como máximo, por ejemplo una parte al azar.
dependency-error-stopped = La medición se detuvo.

## Warnings: what to keep in mind about figures
## 
## They stand beside a result in the page and after it in the binary.

warning-collapsed = La red da a todas las muestras la misma respuesta: ha colapsado. Entrénala más tiempo, o con una tasa de aprendizaje menor, otra semilla o normalización por lotes.
warning-collapsed-behind-front = La red da a todas las muestras la misma respuesta: ha colapsado. Una parte inicial que se entrena contra ataques mientras el resto sigue limpio puede descubrir que no decir nada es más seguro que ser atacada. Dale antes unas épocas limpias, mueve el corte hacia la salida o baja la tasa de aprendizaje o ε.
warning-catastrophic-overfitting = Sobreajuste catastrófico: en sus muestras de entrenamiento, la red resiste el ataque de un paso con el que entrena, pero cae ante PGD con diez pasos ({ $one_step } % frente a { $iterated } %, n = { $n }, paso { $step }). Baja el tamaño de paso o ε, o da más pasos al ataque de entrenamiento.
warning-optimizer-restarted = La ejecución siguió desde el paso { $step } con sus pesos, pero su momentum empezó de cero; las cifras difieren un poco de una ejecución sin interrupciones.
# $parent is clean, adversarial or semirobust-N.
warning-experiment-edited = Desde el paso { $step } el experimento fue otro: { $changes }. Las cifras no son de ninguno de los dos por sí solo.
warning-parent-not-trained = En el ensayo { $trial }, la red original { $parent } da a todas las muestras la misma respuesta: no ha aprendido, así que su triaje no dice nada. Dale más épocas, normalización por lotes, otra tasa de aprendizaje o un ε menor.
warning-random-logits = La red es aleatoria: da logits distintos a las mismas muestras. Los ataques de aquí no promedian sobre su azar, así que la exactitud verdadera es menor; hazla determinista o atácala con la esperanza sobre transformaciones (EOT).
warning-probability-outputs = Las salidas de la red parecen probabilidades, no logits: eso perjudica la razón de diferencias de logits (DLR) y los gradientes. Quita la softmax.
warning-zero-gradients = { $zero } de { $samples } muestras tienen al inicio un gradiente exactamente cero, así que los ataques por gradiente están ciegos ahí: los gradientes están enmascarados, o los logits son tan grandes que la entropía cruzada se pierde en el redondeo.
warning-no-targeted-ratio = Con { $classes } clases, la razón dirigida no está definida: APGD sube por la entropía cruzada una segunda vez.
warning-few-targets = Con { $classes } clases, los ataques dirigidos apuntan a { $targets } de ellas en lugar de a 9.
warning-square-beats-gradients = Square, que no usa gradientes, rompió { $broken } de { $samples } muestras con las que no pudieron los ataques por gradiente: los gradientes engañan, y la exactitud verdadera puede ser aún menor.

## Files of other versions, and long times

# $age says whether the file is older or newer than the program.
file-other-version =
    No se puede abrir { $name }: tiene la versión { $found } del formato, pero este programa lee la versión { $supported }; { $age ->
        [older] vuelve a crearlo con este programa, o usa el programa que lo escribió
       *[newer] usa una versión más nueva de este programa
    }. No se cambió nada.
duration-hours = cerca de { $hours } h
duration-days = cerca de { $days } días
duration-weeks = cerca de { $weeks } semanas
duration-months = cerca de { $months } meses
duration-years = cerca de { $years } años
duration-unknown = un tiempo desconocido

## Learning: the menu, the view, the panel of a lesson, the glossary

learn = Aprender
learn-lessons = Lecciones
learn-new = de 5 a 10 minutos
learn-step = paso { $step } de { $steps }
learn-over = terminada
view = Cuánto se muestra
view-simple = Sencilla
view-full = Completa
view-says = La vista completa añade márgenes, dependencias, afirmaciones, la auditoría y ajustes para expertos.
view-forced = La lección en curso necesita la vista completa.
view-simple-says = Esta es la vista sencilla: no se ven los márgenes γ, las dependencias ρ, las afirmaciones, las auditorías ni los ajustes para expertos.
view-show-all = Mostrar todo
status-terms = Términos:{ " " }
busy-to-set-up = Hay una ejecución en marcha: detenla o espera a que termine y luego vuelve a pulsar el botón.
lesson-where = Lección, paso { $step } de { $steps }
lesson-fold = Mostrar u ocultar el texto
lesson-leave = Salir de la lección
lesson-steps = Pasos de la lección
lesson-dot =
    Paso { $step }: { $title }{ $done ->
        [yes] , hecho
       *[no] { "" }
    }
lesson-needs-full = Esta lección necesita la vista completa, así que estará activa hasta que salgas de la lección.
lesson-set-up = Configurarlo por mí
lesson-set-up-quick = Para ir deprisa, las lecciones entrenan con menos imágenes y miden con menos pasos que la página al abrirse: compara sus cifras entre sí.
lesson-tasks = Qué hacer
lesson-task-done = (hecho)
lesson-task-said = Hecho: { $task }
lesson-terms = Términos:
lesson-back = Atrás
lesson-next = Siguiente
lesson-next-lesson = Lección siguiente
lesson-end = Terminar
lesson-restart = Olvidar mi avance en esta lección
lesson-seen = Lo que has visto
lesson-seen-nothing = Aquí van las cifras de tus propias ejecuciones. En esta visita aún no hay ninguna que esta lección pueda comparar: vuelve a un paso, ejecútalo y aparecerán.
lesson-handout = Tres preguntas para repartir
handout-lesson = A la lección
handout-answers = Con respuestas
handout-print = Imprimir
handout-on = Si no se dice otra cosa, las cifras de las respuestas son medias de diez ensayos con 1000 imágenes de prueba de Fashion-MNIST y ε = 0.1 en L∞. Tus ejecuciones son más cortas y darán otras cifras.
glossary = Glosario
glossary-hint = Todos los términos de la página, cada uno con un dibujo
glossary-search = Buscar
glossary-found =
    { $terms ->
        [0] ningún término
        [one] 1 término
       *[other] { $terms } términos
    }
glossary-formula = Fórmula
glossary-all = Todos los términos
# What the runs of a lesson have shown.
seen-example = { $attack }: de { $n } imágenes, la red acierta el { $clean } tal como son y el { $robust } una vez atacadas.
seen-training = ε { $epsilon }: exactitud sin ataque { $clean_before } → { $clean } ({ $clean_change } puntos), bajo ataque { $robust_before } → { $robust } ({ $robust_change } puntos).
seen-training-alone = ε { $epsilon }: { $clean } sin ataque, { $robust } bajo ataque. Ninguna red normal se midió con este ataque, así que no hay con qué comparar.
seen-training-time = Un paso de entrenamiento tardó { $normal } ms en la red normal y { $robust } ms en la robusta, con las evaluaciones incluidas.
seen-half =
    { $rest ->
        [1] Última capa limpia
       *[other] Últimas { $rest } capas limpias
    }, todo bajo ataque: totalmente robusta { $robust }, semirrobusta { $swapped }, con ajuste fino { $tuned }. El mismo ajuste fino tras una parte inicial limpia: { $control }. Así que la parte inicial robusta aporta { $adds } puntos.
seen-dependency =
    { $parent } → { $child }, { $measure }: { $rho }, por azar { $null }: { $above ->
        [yes] más de lo que da el azar
       *[no] no más de lo que da el azar
    }.
seen-triage = { $fold }: { $before } puntos { $before_interval } tal cual, { $after } { $after_interval } con toda la red entrenada.
seen-compressed =
    { $fold }, { $trained ->
        [yes] con toda la red entrenada
       *[no] tal cual
    }: sin ataque { $clean } puntos { $clean_interval }, bajo ataque { $robust } { $robust_interval }.
seen-apart = No todos los intervalos se solapan: en este único ensayo, algunos bloques sí se distinguen.

## Lesson: what an adversarial example is

lesson-example = ¿Qué es un ejemplo adversarial?
lesson-example-goal = Entrenas una red corriente, miras imágenes cambiadas tan poco que apenas se nota y ves qué entiende la red en ellas.
lesson-example-network = Entrena una red corriente
lesson-example-network-says =
    Las cajas son las capas de una red pequeña que aprende a distinguir camisas de zapatos. Aquí todas aprenden de imágenes limpias: fotos tal como son, sin que nadie intente engañar a nadie.
    
    Pulsa el botón de abajo y luego Entrenar. Mientras aprende, mira las dos curvas: una es la exactitud con imágenes limpias; la otra, con imágenes atacadas.
lesson-example-network-task-trained = Se entrenó una red solo con imágenes limpias
lesson-example-fooled = Busca una imagen que la engañe
lesson-example-fooled-says =
    Bajo la escena, cada fila es una imagen: tal como es, lo que añade el ataque (ampliado) y la imagen atacada. Al lado está lo que dice la red antes y después.
    
    Pulsa una fila donde la primera respuesta sea correcta y la segunda no. La imagen sube a la escena: mira cómo cambian las barras de la respuesta.
lesson-example-fooled-task-wrong = Tienes delante una imagen que la red acierta limpia y falla atacada
lesson-example-weaker = Debilita el ataque
lesson-example-weaker-says =
    ε dice cuánto puede cambiar el ataque cada píxel: 0.1 es una décima parte del camino del negro al blanco. Bájalo a 0.03 o menos y vuelve a entrenar.
    
    Antes de pulsar Entrenar, adivina: con un cambio tan pequeño, ¿cuántas imágenes seguirá acertando la red?
lesson-example-weaker-task-epsilon = ε es como máximo 0.03
lesson-example-weaker-task-trained = Se entrenó y se atacó una red con ese ε
lesson-example-shape = Otra forma de cambiar
lesson-example-shape-says =
    Hasta ahora cada píxel podía cambiar hasta ε, sin importar cuántos otros lo hicieran (la norma L∞). Con L2 cuenta la longitud del cambio entero: unos pocos píxeles pueden cambiar mucho, o todos un poco.
    
    Los valores de ε no son comparables entre las dos. Mira qué añade ahora el ataque y compáralo con las imágenes que recuerdas de antes.
lesson-example-shape-task-norm = El ataque está en la norma L2
lesson-example-shape-task-trained = Se entrenó y se atacó una red en esa norma
lesson-example-seen-says = Un ejemplo adversarial es una imagen real más un cambio pequeño que alguien buscó. Un ruido del mismo tamaño, sorteado al azar, hace mucho menos: el daño lo hace la búsqueda.
lesson-example-question-1 = ¿Dirías que la red no sirve? Acierta casi todas las imágenes limpias.
lesson-example-answer-1 = Depende de lo que se prometa. La exactitud sin ataque habla de imágenes como las de la prueba; no dice nada de imágenes que alguien eligió para que fueran difíciles. Una red normal acierta el 84 % de las imágenes limpias y el 9 % bajo este ataque: las dos cifras son ciertas y responden a preguntas distintas.
lesson-example-question-2 = ¿Por qué hay que decir siempre ε y la norma junto a una exactitud bajo ataque?
lesson-example-answer-2 = Porque dicen qué puede hacer quien ataca. Con ε = 0, la exactitud bajo ataque es la que hay sin ataque; con un ε bastante grande se puede convertir cualquier imagen en cualquier otra, y ninguna red resiste eso. Una cifra sin su ε y su norma no se puede comparar con ninguna otra.
lesson-example-question-3 = La página dice 9 % con PGD. ¿La cifra verdadera es mayor o menor?
lesson-example-answer-3 = La cifra verdadera es esa como máximo. Un ataque encuentra algunos de los cambios que engañan a la red, y uno mejor puede encontrar más: con AutoAttack, las mismas redes conservan el 7.5 % (100 imágenes). Solo una demostración, un certificado, la acota por el otro lado.

## Lesson: adversarial training and its price

lesson-training = El entrenamiento adversarial y su precio
lesson-training-goal = Entrenas la misma red dos veces, una con imágenes limpias y otra con imágenes atacadas, y averiguas cuánto cuesta la robustez.
lesson-training-normal = Primero, una red normal
lesson-training-normal-says =
    Hace falta algo con lo que comparar. Esta configuración entrena todas las capas con imágenes limpias y ataca el resultado con ε = 0.1.
    
    Si vienes de la primera lección, quizá ya tengas esta red.
lesson-training-normal-task-trained = Se entrenó una red normal y se atacó con ε de 0.05 o más
lesson-training-modes = Que todas las capas aprendan de ataques
lesson-training-modes-says =
    El entrenamiento adversarial es fácil de explicar: en cada paso, primero se atacan las imágenes y luego se aprende de las atacadas. Bajo las cajas eliges cómo aprende cada lado del corte.
    
    Pon los dos lados en adversarial o pulsa el botón, que además entrena antes dos épocas con imágenes limpias, porque una red recién creada aprende poco de los ataques.
lesson-training-modes-task-both = La parte inicial y el resto están en adversarial
lesson-training-robust = Entrena la red robusta
lesson-training-robust-says =
    Pulsa Entrenar. Ahora cada paso necesita varias pasadas por la red: unas cuantas para encontrar el ataque y una para aprender de él. Fíjate en cuánto más lentos van los pasos.
    
    Cuando termine, compara las dos curvas con las de la ejecución normal. En la lista bajo las curvas puedes mostrar y ocultar ejecuciones anteriores.
lesson-training-robust-task-trained = Se entrenó una red robusta con ε de 0.05 o más
lesson-training-stronger = Un ataque más fuerte
lesson-training-stronger-says =
    ¿Y si quieres resistir el doble de cambio? Pon ε en 0.2 y entrena una vez más.
    
    Antes, adivina: ¿qué será de la exactitud con imágenes limpias? Un ataque con este ε puede convertir el negro en gris oscuro y el blanco en gris claro.
lesson-training-stronger-task-trained = Se entrenó una red robusta con ε de 0.15 o más
lesson-training-seen-says = La robustez se paga con tiempo y, a menudo, con exactitud sin ataque. Tus redes son pequeñas y se entrenaron poco tiempo, una vez cada una: los corchetes dicen hasta dónde fiarse de las cifras con otras imágenes, no con otros entrenamientos.
lesson-training-question-1 = ¿Qué paga una red robusta por su exactitud bajo ataque?
lesson-training-answer-1 = Exactitud sin ataque: la red normal tiene el 84 % y la robusta, el 77 %; a cambio, bajo ataque la robusta conserva el 63 % y la normal, el 9 %. Y tiempo: cada paso de entrenamiento necesita también las pasadas del ataque.
lesson-training-question-2 = ¿Por qué el entrenamiento busca un ataque nuevo en cada paso, en lugar de crear las imágenes atacadas una sola vez?
lesson-training-answer-2 = Un ataque está hecho para los pesos tal como son. En cuanto cambian, deja de encajar, y la red solo habría aprendido a resistir ataques viejos. El entrenamiento minimiza sobre los pesos lo que el ataque maximiza sobre los cambios, así que los dos van juntos.
lesson-training-question-3 = Alguien de tu grupo entrena la red robusta tres épocas más y gana dos puntos. ¿Fue por su nuevo truco?
lesson-training-answer-3 = Quizá fueron las tres épocas. Una red robusta que simplemente siguió entrenando 3.2 épocas subió del 62.9 al 65.3 %. Toda comparación necesita una red con el mismo entrenamiento sin el truco: un control.

## Lesson: half a robust network

lesson-half = ¿Media red robusta hace robusta a toda la red?
lesson-half-goal = Pones un resto limpio tras una parte inicial robusta, ves caer la robustez, la recuperas y luego preguntas quién la devolvió de verdad.
lesson-half-cut = Corta la red
lesson-half-cut-says =
    «Ver viajar la robustez» lo hace todo en una ejecución: una red normal, una robusta y después una mezcla. La línea discontinua es el corte: las capas de antes son la parte inicial f_a; las de después, el resto f_b.
    
    Arrastra el corte hasta detrás de la primera capa, o enfócalo y usa las flechas. El botón lo hace por ti, con una configuración corta.
lesson-half-cut-task-workflow = Está elegido «Ver viajar la robustez»
lesson-half-cut-task-first = El corte está detrás de la primera capa
lesson-half-fall = Cambia el resto y mira qué cae
lesson-half-fall-says =
    Pulsa Entrenar y sigue los pasos de encima de la escena. Primero se entrena una red normal y luego se hace robusta. Después la parte inicial se queda y el resto se cambia por el de la red normal: es la red semirrobusta.
    
    Adivina antes de verlo: ¿cuánta robustez quedará?
lesson-half-fall-task-robust = Se midió la red robusta
lesson-half-fall-task-semirobust = Se midió la red semirrobusta
lesson-half-tune = Recupérala
lesson-half-tune-says =
    Ahora la parte inicial está congelada y solo aprende el resto, de imágenes atacadas. Es la idea del artículo: si la robustez de la parte inicial viaja a través de las capas, un ajuste fino corto del resto debería recuperarla.
    
    Espera al quinto paso. Compara su cifra con la de la red robusta.
lesson-half-tune-task-transferred = Se midió la red con ajuste fino
lesson-half-control = ¿Quién la devolvió?
lesson-half-control-says =
    El resto aprendió de imágenes atacadas. ¿Podría haberse hecho robusto por sí solo, sin ninguna parte inicial robusta? El último paso lo prueba: el mismo resto y el mismo ajuste fino, tras una parte inicial que nunca vio un ataque.
    
    Solo la diferencia entre los dos es obra de la parte inicial. Lee la frase de arriba cuando termine la ejecución.
lesson-half-control-task-measured = Se midió el control, con parte inicial limpia
lesson-half-short = Mueve el corte
lesson-half-short-says =
    Deja ahora al resto solo la última capa y ejecútalo todo otra vez. Así el resto puede hacer mucho menos por sí solo.
    
    ¿Se acercará el control tanto como antes?
lesson-half-short-task-last = Solo la última capa está detrás del corte
lesson-half-short-task-measured = Se midieron esta transferencia y su control
lesson-half-seen-says = Esto es un ensayo con pocas imágenes. En diez ensayos más largos, la parte inicial aportó 34 puntos con una capa en el resto, 15 con dos y 5 con tres: lo que se recupera con un resto largo es sobre todo obra del propio resto.
lesson-half-question-1 = Tras el ajuste fino, la red es tan robusta como la totalmente robusta. ¿Qué se puede concluir sobre la parte inicial?
lesson-half-answer-1 = Con eso solo, nada. Con tres capas en el resto, el ajuste fino tras la parte inicial robusta llega al 63 %, y el mismo ajuste fino tras una parte inicial limpia, al 57 %. Solo la diferencia, 5 puntos, se debe a la parte inicial.
lesson-half-question-2 = Con una sola capa en el resto, la cosa cambia. ¿Cómo, y por qué?
lesson-half-answer-2 = Tras la parte inicial robusta llega al 65 %; tras la limpia, al 30 %. Una sola capa lineal puede hacer poco con características que un ataque mueve de un lado a otro: aquí la parte inicial es decisiva.
lesson-half-question-3 = Supón que la red con ajuste fino es mejor que la totalmente robusta. ¿Ha superado la transferencia al entrenamiento adversarial?
lesson-half-answer-3 = Se ha entrenado más tiempo. La red robusta, entrenada otras tantas épocas, gana 2.4 puntos; una ventaja menor que esa no es ventaja. Esa red es otro control, y cuesta tanto como todo lo demás junto.

## Lesson: which layers depend on which

lesson-dependency = Qué capas dependen de cuáles, y qué da el azar
lesson-dependency-goal = Mides cuánto dicen una de otra las capas vecinas y averiguas qué parte de ese número está ahí aunque no se digan nada.
lesson-dependency-measure = Mide los vínculos
lesson-dependency-measure-says =
    La robustez podría viajar de la parte inicial al resto porque cada capa depende de la anterior. ρ le pone un número: cuánto dicen una de otra las salidas de dos capas vecinas, dentro de cada clase, bajo ataque.
    
    Ejecuta esta transferencia. Mide todos los pares de capas vecinas en cada red, así que tarda un rato; se va llenando la pista de más abajo.
lesson-dependency-measure-task-full = Se muestra todo
lesson-dependency-measure-task-measured = Se midieron los pares de una red
lesson-dependency-chance = Lo que da el azar
lesson-dependency-chance-says =
    Junto a cada ρ está su nula: la misma medida después de barajar las filas de una capa dentro de su clase. Entonces ya no queda nada que decir, así que todo lo que la medida siga diciendo es su propio sesgo.
    
    Elige EDGE, la medida del artículo. Antes de creer una cifra, compárala con la que tiene al lado. Las líneas tenues no superan lo que da el azar.
lesson-dependency-chance-task-edge = La pista muestra EDGE, y se midieron pares
lesson-dependency-other = Pregunta a otra medida
lesson-dependency-other-says =
    KSG mira los vecinos más cercanos en unas pocas direcciones principales, y CKA compara qué muestras se parecen en las dos capas. Las dos tienen también su nula.
    
    Elige una de ellas. ¿Coinciden las medidas en cuál es el vínculo más fuerte? Sus unidades son distintas, así que compara el orden y no el tamaño.
lesson-dependency-other-task-measure = La pista muestra una medida que no es EDGE
lesson-dependency-noise = Corta el vínculo
lesson-dependency-noise-says =
    Que haya un vínculo no quiere decir que transporte algo. Una intervención puede aclararlo: el ruido en lo que entrega la parte inicial baja la dependencia. Si la robustez viaja por ella, el margen bajo ataque tiene que bajar a la vez.
    
    El gráfico «¿Y si el resto dependiera menos de la parte inicial?» muestra las dos cosas en tu ejecución.
lesson-dependency-noise-task-measured = Se midió una red con ruido en el corte
lesson-dependency-seen-says = Estas cifras son de una red en una ejecución. Un valor sin su nula dice poco, y uno por encima de ella dice que las capas están ligadas, no que la robustez viaje por ahí.
lesson-dependency-question-1 = Un artículo dice que dos capas comparten 3.9 bits. ¿Qué preguntas primero?
lesson-dependency-answer-1 = Cuánto da la misma medida con las filas barajadas. En nuestras ejecuciones, EDGE entre las dos convoluciones de la red normal es 3.90, y 3.89 tras barajar: casi todo es sesgo. Además, no puede superar el logaritmo del número de muestras.
lesson-dependency-question-2 = «La dependencia baja hacia la salida». ¿Es verdad?
lesson-dependency-answer-2 = Es verdad para los valores de EDGE y falso para lo que tienen por encima del azar: el último par supera su nula en 0.165 bits más que el primero. La nula baja del mismo modo, porque hay menos neuronas.
lesson-dependency-question-3 = KSG encuentra vínculos fuertes entre todas las capas. ¿Viaja por ellos la robustez?
lesson-dependency-answer-3 = Eso hay que comprobarlo debilitándolos. Con ruido tras la primera capa, el margen se hunde mientras KSG y CKA apenas se mueven; antes de la primera capa lineal se pierden dos quintos de InfoNCE por solo un séptimo del margen. Así que ninguna de estas medidas es lo que transporta ahí la robustez.

## Lesson: triage

lesson-triage = Triaje: ¿qué bloque es crítico?
lesson-triage-goal = Cambias un bloque de capas por una sola, ves cuánto daño sufre la red, la tratas y averiguas cuánto puede decir un único ensayo.
lesson-triage-fold = Fusiona un bloque
lesson-triage-fold-says =
    ¿Cuánto importa una capa? Quítala y mira. En un triaje, dos o más capas vecinas se vuelven una, con pesos al azar, y todo lo demás queda como estaba.
    
    Pulsa el botón para la configuración y luego Fusionar bajo uno de los bloques.
lesson-triage-fold-task-workflow = Está elegido «Comprimir bloques»
lesson-triage-fold-task-folded = Hay un bloque fusionado
lesson-triage-wound = ¿Es grave?
lesson-triage-wound-says =
    Pulsa Entrenar. Primero se entrena la red original y luego se mide tu fusión tal cual. La celda de la tabla bajo la escena dice en cuántos puntos cambia la exactitud.
    
    Los corchetes son intervalos del 95 % sobre las imágenes de prueba: con otras imágenes, la cifra podría estar en cualquier lugar dentro de ellos.
lesson-triage-wound-task-measured = Se midió una fusión tal cual
lesson-triage-heal = Trátala
lesson-triage-heal-says =
    La celda siguiente muestra la misma fusión tras entrenar toda la red dos épocas. Esa es la pérdida que queda: la criticidad del bloque.
    
    ¿Aún se ve la herida? La red original se entrenó otro tanto, como control, para que entrenar más tiempo no cuente por sí solo como curación.
lesson-triage-heal-task-measured = Se midió la fusión con toda la red entrenada
lesson-triage-every = Prueba todos los bloques
lesson-triage-every-says =
    Pulsa «Fusionar cada uno» y otra vez Entrenar: lo ya conocido no se mide de nuevo. Luego compara las columnas.
    
    Cuidado al ordenarlos. Donde los intervalos se solapan, esta ejecución no distingue los bloques; y son intervalos sobre imágenes, no sobre entrenamientos.
lesson-triage-every-task-all = Hay al menos dos bloques fusionados
lesson-triage-every-task-measured = Se midieron al menos dos fusiones con toda la red entrenada
lesson-triage-seen-says = Que los bloques difieran depende de cómo empieza la capa nueva y de cómo se entrena, y un ensayo no puede decidirlo. Con diez ensayos y pesos iniciales al azar, los bloques sí difirieron tras el ajuste fino; con pesos iniciales por mínimos cuadrados no: quedaron dentro de un punto.
lesson-triage-question-1 = Justo después de fusionar, la red responde al azar. ¿Es crítico por eso el bloque?
lesson-triage-answer-1 = No. Con pesos iniciales al azar, cualquier bloque cuesta de 69 a 73 puntos, porque la capa nueva aún no hace nada útil. Con pesos iniciales por mínimos cuadrados, las mismas fusiones cuestan de 2 a 10 puntos. La buena pregunta es qué queda después de entrenar.
lesson-triage-question-2 = Tras el ajuste fino, el bloque A pierde 1.1 puntos [0.3, 1.8] y el bloque C, 2.7 [2.0, 3.4]. ¿Qué dices?
lesson-triage-answer-2 = Son nuestras cifras en diez ensayos, y una prueba sobre todos los bloques dice que difieren (p < 0.001). Con un solo ensayo no dirías nada: con tres bloques y un punto de dispersión, si de verdad no hay diferencia, tres ensayos lo detectan en 6 de 100 casos; diez, en 96.
lesson-triage-question-3 = ¿Por qué se entrena la red original tantas épocas como la fusionada?
lesson-triage-answer-3 = Porque entrenar más ya puede ayudar por sí solo. La red original pasa del 87.5 al 87.9 % en tres épocas más; sin este control, esa ganancia se atribuiría a la compresión.

## Lesson: robust and compressed

lesson-compressed = Robusta y comprimida a la vez
lesson-compressed-goal = Fusionas los bloques de una red robusta y miras dos pérdidas a la vez: ¿los bloques que sostienen la exactitud sostienen también la robustez?
lesson-compressed-parent = Una red original robusta
lesson-compressed-parent-says =
    Prepara una red original robusta: aprende de imágenes atacadas. Aquí los pesos iniciales de las capas nuevas se ajustan por mínimos cuadrados, para que cada una empiece tan cerca de su bloque como pueda.
    
    Pulsa el botón y luego «Fusionar cada uno».
lesson-compressed-parent-task-robust = La red original es robusta
lesson-compressed-parent-task-folded = Hay al menos dos bloques fusionados
lesson-compressed-both = Dos pérdidas
lesson-compressed-both-says =
    Pulsa Entrenar. El entrenamiento robusto tarda más que en la lección anterior. Ahora cada celda tiene dos mitades que importan: a la izquierda, el cambio de exactitud sin ataque; a la derecha, bajo ataque.
    
    Adivina cuál será mayor.
lesson-compressed-both-task-measured = Se midieron al menos dos fusiones de la red original robusta
lesson-compressed-look = Mira de cerca
lesson-compressed-look-says = Pulsa una celda de la tabla para leerla entera. Luego recorre la fila: ¿el bloque con la mayor pérdida sin ataque es también el de mayor pérdida bajo ataque?
lesson-compressed-look-task-cell = Abriste una celda de la tabla
lesson-compressed-heal = Cúrala
lesson-compressed-heal-says =
    Deja ahora que toda la red aprenda de imágenes atacadas durante dos épocas tras cada fusión. El botón conserva tu red original y añade las celdas.
    
    ¿Cuánta robustez ha vuelto?
lesson-compressed-heal-task-measured = Se midieron al menos dos fusiones con toda la red entrenada
lesson-compressed-seen-says = Una red pequeña, un ensayo. En diez ensayos más largos, fusionar el primer bloque de una red robusta costó mucho más bajo ataque que sin él, y entrenar toda la red lo devolvió.
lesson-compressed-question-1 = ¿Los bloques que sostienen la exactitud son los que sostienen la robustez?
lesson-compressed-answer-1 = En nuestras ejecuciones, no. En una red robusta, la exactitud sin ataque apenas distingue los bloques (de 0.3 a 2.8 puntos tal cual), y la robustez sí: fusionar el primer bloque cuesta 12.7 puntos bajo ataque; el del medio, 5.7; el último, 3.6.
lesson-compressed-question-2 = Tras la fusión solo puedes entrenar la capa nueva. ¿Basta?
lesson-compressed-answer-2 = Para la exactitud sin ataque, casi: falta menos de un punto. Bajo ataque aún faltan 6.8 puntos en el primer bloque. Entrenar toda la red con imágenes atacadas lo devuelve todo.
lesson-compressed-question-3 = Quieres comprimir una red sobre cuya parte inicial robusta van a construir otros. ¿Qué bloque no tocas?
lesson-compressed-answer-3 = El primero. Si se fusiona, se repara por separado con imágenes atacadas, se congela y luego se ajusta el resto tras él, la red queda 4.5 puntos por debajo de la misma transferencia sin fusión; un bloque del resto cuesta menos de un punto.

## Terms of the glossary: the name, and two sentences

term-adversarial-example = Ejemplo adversarial
term-adversarial-example-says = Una muestra que alguien cambió un poco a propósito para que la red se equivoque. A una persona le parece la misma de antes.
term-adversarial-training = Entrenamiento adversarial
term-adversarial-training-says = En cada paso se atacan primero las muestras, y la red aprende de las atacadas. Así se vuelve robusta, y el entrenamiento tarda varias veces más.
term-attack = Ataque
term-attack-says = La búsqueda de un cambio dentro de ε que haga fallar a la red. Lo que encuentra da una cota superior: un ataque mejor puede encontrar más.
term-audit = Auditoría del teorema
term-audit-says = Un teorema promete un margen final si la parte inicial es robusta y las capas dependen lo suficiente unas de otras. La auditoría compara cada premisa con lo medido y dice si la promesa vale siquiera.
term-auto-attack = AutoAttack
term-auto-attack-says = Cuatro ataques distintos seguidos, sin ajustes que elegir, cada uno sobre las muestras que resistieron los anteriores. La exactitud bajo AutoAttack es la cifra habitual para comparar redes.
term-batch = Lote
term-batch-says = Las muestras que la red mira juntas antes de cambiar sus pesos una vez. Cada cambio así es un paso de entrenamiento.
term-block = Bloque
term-block-says = Capas vecinas del mismo tipo entre dos cambios de resolución. En un triaje, una sola capa sustituye a un bloque.
term-certificate = Certificado y rango
term-certificate-says = Un certificado demuestra cuánto puede caer, como mucho, un margen con cualquier cambio dentro de ε; un ataque muestra cuánto cae con uno. La verdad está en el rango entre los dos.
term-cka = CKA
term-cka-says = Alineación de núcleos centrada: si las mismas muestras se parecen en las dos capas, de 0 a 1. No cambia si se gira o se escala la salida de una capa, y en su forma sin sesgo da 0 de media por azar.
term-claim = Afirmación
term-claim-says = Algo que sostiene un artículo, con la cifra y la prueba que lo deciden. Se cumple, no se cumple o queda sin decidir; con pocos ensayos, casi siempre lo último.
term-clean-accuracy = Exactitud sin ataque
term-clean-accuracy-says = La proporción de muestras que la red acierta tal como son, sin ataque. Se mide con muestras que no se usaron para entrenar.
term-compression = Compresión, fusión
term-compression-says = Un bloque de capas se vuelve una sola capa con la misma entrada y salida. La red se hace más pequeña, y la pregunta es qué pierde.
term-control = Control
term-control-says = El mismo experimento sin aquello que se quiere probar. Solo la diferencia con él es un efecto: aquí, el de la parte inicial robusta.
term-criticality = Criticidad
term-criticality-says = Cuántos puntos de exactitud se pierden al fusionar un bloque, tras una forma dada de entrenar. Un bloque sin el que la red rinde igual no es crítico.
term-cut = Corte
term-cut-says = El lugar donde la red se divide en dos. Las capas de antes son la parte inicial; las de después, el resto.
term-dependency = Dependencia ρ
term-dependency-says = Cuánto dicen una de otra las salidas de dos capas vecinas, dentro de cada clase, con muestras atacadas. Sin su nula no significa nada.
term-distillation = Destilación
term-distillation-says = Una red aprende de otra: de sus respuestas o de lo que entregan sus capas. Las respuestas de la red maestra dicen más que la clase correcta por sí sola.
term-edge = EDGE
term-edge-says = Una medida de información mutua que cuenta cuántas veces las salidas de dos capas caen en el mismo par de casillas. Con muchas neuronas y pocas muestras es sobre todo sesgo, así que mira su nula.
term-epoch = Época
term-epoch-says = Una pasada por todas las muestras de entrenamiento. Un entrenamiento de cuatro épocas ve cada una cuatro veces.
term-epsilon = Intensidad ε
term-epsilon-says = Cuánto puede cambiar el ataque una muestra, cuyos valores van de 0 a 1. Con ε = 0 no hay ataque, y con un ε grande ninguna red resiste.
term-fine-tune = Ajuste fino
term-fine-tune-says = Entrenar un poco más una red ya entrenada, o solo una parte de ella. Aquí aprende el resto mientras la parte inicial está congelada.
term-front-and-rest = Parte inicial y resto, f_a y f_b
term-front-and-rest-says = Las capas de antes del corte son la parte inicial f_a; las de después, el resto f_b. El resto solo llega a ver lo que la parte inicial entrega.
term-frozen = Congelado
term-frozen-says = Capas que no aprenden: sus pesos siguen, bit a bit, como estaban. Todo lo que las rodea puede seguir aprendiendo.
term-holm = Método de Holm
term-holm-says = Quien prueba muchas afirmaciones verá cumplirse alguna por suerte. El método de Holm exige más a los valores p más pequeños, para poder fiarse del conjunto de las afirmaciones que acepta.
term-info-nce = InfoNCE
term-info-nce-says = Una cota inferior de la información mutua: hasta qué punto se reconoce qué salida de una capa va con qué salida de la otra. No puede superar el logaritmo del número de muestras.
term-interval = Intervalo del 95 %
term-interval-says = El rango en que estaría una cifra con otras muestras, o en otros ensayos, en 95 de 100 casos. Si dos intervalos se solapan mucho, no ordenes sus cifras.
term-ksg = KSG
term-ksg-says = Una medida de información mutua por vecinos más cercanos, con el nombre de Kraskov, Stögbauer y Grassberger. Se toma en unas pocas direcciones principales de las salidas y por azar queda cerca de 0.
term-layer = Capa
term-layer-says = Un paso de la red con pesos propios, como una convolución o una función lineal, y lo que la sigue. Su caja es más grande cuantos más pesos tiene.
term-learning-rate = Tasa de aprendizaje
term-learning-rate-says = Cuánto se mueven los pesos en cada paso de entrenamiento. Con una tasa demasiado pequeña se aprende despacio; con una demasiado grande se salta por encima del valle.
term-loss = Pérdida
term-loss-says = Cuánto sorprende a la red la respuesta correcta: poco si estaba segura y acertó. El entrenamiento la baja y un ataque la sube.
term-margin = Margen γ
term-margin-says = Cuánta ventaja, en probabilidad, lleva la clase correcta a la siguiente, de −1 a 1, con el peor cambio dentro de ε. Por encima de 0 la respuesta es correcta; un lector convierte la salida de cada capa en una respuesta.
term-noise = Ruido en el corte
term-noise-says = Números al azar que se suman a lo que entrega la parte inicial, para que el resto dependa menos de ella. Si la robustez llega por esa dependencia, tiene que bajar con ella.
term-norm = Norma, L∞ y L2
term-norm-says = Cómo se mide el tamaño de un cambio: L∞ toma el mayor cambio de un píxel; L2, la longitud de todos los cambios juntos. El mismo ε significa cosas distintas en cada una.
term-null = Nula
term-null-says = Lo que da una medida tras barajar las filas, cuando ya no queda nada que encontrar. Solo lo que está por encima es más que azar.
term-p-value = Valor p
term-p-value-says = Con qué frecuencia el azar por sí solo da una cifra al menos tan extrema. Uno pequeño habla en contra del azar; uno grande no prueba nada.
term-pgd = PGD
term-pgd-says = Descenso de gradiente proyectado: muchos pasos pequeños que suben la pérdida y, tras cada uno, la vuelta a la caja de ε. Es el ataque habitual para entrenar y para probar.
term-prediction = Predicción
term-prediction-says = Las probabilidades que la red da a las clases; la mayor es su respuesta. Las barras de arriba son de la muestra limpia; las de abajo, de la atacada.
term-probe = Sonda
term-probe-says = Un pequeño clasificador lineal que se entrena con la salida de una capa, para ver qué se puede leer en ella. Así cada capa tiene su propio margen.
term-projection = Salidas aplanadas
term-projection-says = Las salidas de una capa en los dos ejes en que más varían las limpias. Como una sombra, pueden ocultar lo que mostrarían los otros ejes.
term-read-out = Lectura lineal λ
term-read-out-says = Una sola función lineal de las capas de la parte inicial sustituye a todo el resto. Si rinde igual, el resto no hizo nada que no fuera lineal.
term-rewind = Rebobinado
term-rewind-says = Los pesos de un bloque vuelven a donde empezó el entrenamiento, y todos los demás se quedan. Lo que se pierde es una medida barata de cuánto aprendió ese bloque.
term-robust = Robusta
term-robust-says = Una red es robusta cuando sigue acertando bajo ataque. Siempre se entiende para algún ε, alguna norma y el ataque más fuerte que se probó.
term-robust-accuracy = Exactitud bajo ataque
term-robust-accuracy-says = La proporción de muestras que la red sigue acertando una vez atacadas. La cifra verdadera puede ser menor, porque puede haber un ataque mejor.
term-robust-overfitting = Sobreajuste robusto
term-robust-overfitting-says = Si entrena demasiado con ataques, una red resiste mejor los de las muestras de entrenamiento y peor los de muestras nuevas. Por eso la mejor época se elige con muestras de validación.
term-samples = Muestras de entrenamiento, validación y prueba
term-samples-says = La red aprende de las de entrenamiento; decisiones como la mejor época se toman con las de validación, y las de prueba la juzgan al final. Las cifras con muestras distintas no tienen por qué coincidir.
term-seed = Semilla
term-seed-says = El número del que sale todo el azar de una ejecución: pesos iniciales, orden, inicios aleatorios. La misma semilla en el mismo dispositivo da la misma ejecución.
term-semirobust = Semirrobusta
term-semirobust-says = Una red con la parte inicial robusta y el resto limpio. La pregunta de esta página es si eso hace robusta a toda la red.
term-sensitivity = Sensibilidad
term-sensitivity-says = Cuánto mueve un ataque la salida de una capa, en relación con su tamaño. Los canales que estaban casi mudos pesan mucho en ella.
term-transfer = Transferencia de la robustez
term-transfer-says = Se pone un resto limpio tras una parte inicial robusta y ahí se ajusta. Si el conjunto se vuelve robusto, la robustez puede haber viajado desde la parte inicial, y el control dice cuánta.
term-triage = Triaje de redes profundas
term-triage-says = Como en urgencias: se hiere la red en un lugar y se mira cómo responde. Cada bloque se fusiona, se entrena de varias maneras y se compara con su red original.
term-trial = Ensayo
term-trial-says = Todo el experimento otra vez, con otra semilla. Las cifras varían de un ensayo a otro, y uno solo no puede decir cuánto.
