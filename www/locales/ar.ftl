### Arabic. The front of a network is «المقدمة», what follows «البقية», to fold is «دمج», the parent «الأصل», a trial «محاولة».
### Adjectives of networks are definite and feminine, since they follow «الشبكة». What stands between \u2066 and \u2069 is read from
### left to right; \u200F before a pattern without letters makes it run from right to left.

## The language itself

# ltr, or rtl for languages that are written from right to left.
language-direction = rtl
# Between groups of three digits: 1,000.
number-group = ,
# Before decimals: 0.31.
number-decimal = .
# A share in per cent.
percent = { "\u2066" }{ $value }%{ "\u2069" }
# A time that is left or was taken.
duration-seconds = نحو { $seconds } ث
duration-minutes = نحو { $minutes } د
milliseconds = { $time } م.ث
# Between the details under a sentence.
separator-details = { " · " }
# Between the parts of a list.
separator-list = { "، " }
# Between clauses of a sentence.
separator-clauses = { "؛ " }
# The end of a list: $first is everything before the last part.
list-and = { $first } و{ $last }
list-or = { $first } أو { $last }
yes = نعم
no = لا
# Where a table or a picture has nothing.
none = –

## The top of the page

program = Layerlab
question-normal = كم هو قليلٌ ما يكفي لخداع شبكة؟
question-robust = اجعل الشبكة متينة: ما الثمن؟
question-transfer = اجعل نصف الشبكة متينًا: هل يتبعه النصف الآخر؟
question-triage = ادمج عدة طبقات في واحدة: ماذا تخسر الشبكة؟
open = فتح
open-hint = افتح ملفًا أو مجلد تشغيل، أو أفلته على الصفحة
open-file = ملف
open-file-hint = ملف report.json أو ملف { "\u2066" }.experiment.toml{ "\u2069" }
open-folder = مجلد تشغيل
open-folder-hint = كما يكتبه «layerlab run»: يُعرض التقرير الذي فيه
folder-without-report = ليس في هذا المجلد ملف report.json، فهو ليس تشغيلًا منتهيًا من «layerlab run»: اختر مجلد تشغيل واحد.
# Runs in folders of this computer, where the page comes from the binary.
local-runs = عمليات تشغيل محلية
local-runs-hint = عمليات التشغيل المنتهية في المجلدات التي أُعطيت للأمر «layerlab explore»
local-runs-awaited = جارٍ البحث عن عمليات تشغيل…
local-runs-none = ليس في هذه المجلدات تشغيل منتهٍ بعد.
local-runs-missing = لم تصل قائمة عمليات التشغيل. هل ما زال «layerlab explore» يعمل؟
local-run = { "\u200F" }{ $workflow } · { $date }
update-ready = يوجد إصدار أحدث من Layerlab، وسيُستخدم عند تحميل هذه الصفحة في المرة القادمة.
drop = أفلِت تقريرًا أو صورًا أو ملف zip أو ملفات مجموعة بيانات أو أوزانًا
export = تصدير
export-experiment = تجربة
export-experiment-hint = هذه الإعدادات في ملف؛ يعيد الأمر «layerlab run FILE» تنفيذها في سطر الأوامر
export-report = تقرير
export-report-hint = نتائج هذا التشغيل في ملف تفتحه هذه الصفحة
export-reports-hint = نتائج الشبكات المقارَنة في ملف تفتحه هذه الصفحة
export-report-later = نتائج التشغيل، بعد أن ينتهي أحدها
export-link = رابط مع النتيجة
export-link-hint = ينسخ رابطًا يُظهر هذه الأرقام فورًا
export-link-later = بعد انتهاء تشغيل «التدريب حسب الإعدادات»؛ فعمليات التشغيل الأخرى أكبر من أن يسعها رابط
export-curves = المنحنيات
export-curves-hint = كل عمليات التشغيل في جدول (CSV)، سطر لكل تقييم
export-table = جدول عمليات التشغيل
export-table-hint = ما تختلف فيه عمليات التشغيل، وأرقامها (CSV)
export-weights = الأوزان
export-weights-hint = أحدث أوزان محفوظة من هذا التشغيل، بصيغة { "\u2066" }.safetensors{ "\u2069" }
export-weights-later = أوزان تشغيل من هذه الزيارة
weights-gone = لم تعد أوزان هذا التشغيل موجودة، لأن تشغيلًا آخر استخدم المحرك بعده: درّبه من جديد لتحفظها.
export-citation = الاستشهاد
export-citation-hint = الورقتان وهذا البرنامج، بصيغة BibTeX
export-figures = الأشكال
export-figures-later = الأشكال: رسوم التشغيل البيانية حين يوجد منها شيء
export-as = { "\u200F" }{ $name }، بصيغة { $format }
export-figure-refused = لم يرسم المتصفح هذا الشكل في ملف: التقط صورة للشاشة بدلًا منه.
share = مشاركة
share-hint = انسخ رابطًا يفتح هذه الإعدادات نفسها
link-copied = نُسخ رابط هذه الإعدادات؛ أما النتائج فعبر «تصدير»
link-not-copied = لم يسمح المتصفح للصفحة بنسخ الرابط: انسخه من شريط العنوان.
# The figures of a run that came with a link; $device is cpu, gpu or webgpu.
link-result = يحمل هذا الرابط نتيجة حُسبت في مكان آخر ({ $device }، { $seconds } ث): بعد الخطوة { $step }: نظيف { $clean }، تحت الهجوم { $robust } ({ "\u2066" }n = { $n }{ "\u2069" }). اضغط «تدريب» لحسابها هنا من جديد.
link-result-copied = نُسخ الرابط مع النتيجة، وهو في شريط العنوان أيضًا.
link-result-broken = تتعذر قراءة النتيجة التي في هذا الرابط: اطلب الرابط من جديد، أو اضغط «تدريب» لحسابها هنا. أما الإعدادات فكما يحددها الرابط.
theme-system = المظهر كما في النظام
theme-light = فاتح
theme-dark = داكن
theme-projector = لجهاز العرض
# The button that turns to the next colour scheme: what it shows, and its whole name.
theme-short-auto = تلقائي
theme-short-light = فاتح
theme-short-dark = داكن
theme-short-projector = عرض
theme-button = الألوان: { $theme }. اضغط للتالي
language = لغة الصفحة
# The button of the language menu: $short is what it shows (EN), $name the language by its own name.
language-label = { "\u200F" }{ $short }، اللغة: { $name }
language-failed = تعذر تحميل نصوص اللغة { $language }، فبقيت الصفحة على لغتها: تحقق من الاتصال واخترها مجددًا.
dismiss = إغلاق

## As a frame in another page

embed = تضمين
embed-hint = ضع هذه الإعدادات في شريحة عرض أو في صفحة مقرر
embed-title = التضمين في صفحة
embed-panels = ما يُظهره الإطار
panel-workflows = اختيار سير العمل
panel-setup = الإعدادات
panel-transport = التدريب والإيقاف المؤقت والإيقاف
panel-finding = ما يفعله وما يجده
panel-steps = خطوات التشغيل
panel-contrast = الشبكات جنبًا إلى جنب
panel-network = الشبكة مع القطع
panel-modes = كيف يتدرب كل جانب
panel-tracks = المقاييس تحت الطبقات
panel-heat-map = الخريطة الحرارية
panel-curves = المنحنيات
panel-runs = قائمة عمليات التشغيل
panel-examples = الأمثلة
panel-noise = الضوضاء عند القطع
panel-audit = تدقيق المبرهنة
panel-claims = الادعاءات
panel-recovery = ما يستعيده التدريب
panel-filters = المرشحات
panel-own = عيّنات وأوزان خاصة بك
panel-credit = رابط إلى الصفحة الكاملة
embed-theme = المظهر
embed-width = العرض بالبكسل
embed-height = الارتفاع بالبكسل
embed-autoplay = يبدأ تلقائيًا
embed-autoplay-hint = يبدأ التشغيل حالما يظهر الإطار؛ وإلا انتظر الإطار نقرة
embed-result = مع أرقام هذا التشغيل
embed-result-hint = يعرض الإطار منحنيات التشغيل المنتهي ودقّته قبل أن يضغط أحد شيئًا
embed-result-later = بعد انتهاء تدريب. للنقل أو الفرز أرقام أكثر مما يسعه عنوان: ضع تقريره المصدَّر بجانب الصفحة، وأضف { "\u2066" }&run=report.json{ "\u2069" } إلى عنوان الإطار
embed-html = شيفرة HTML لصفحتك
embed-copy = انسخ شيفرة HTML
embed-copied = نُسخت.
embed-not-copied = لم يسمح المتصفح للصفحة بالنسخ. النص محدَّد: اضغط { "\u2066" }Ctrl+C{ "\u2069" } أو { "\u2066" }⌘C{ "\u2069" }.
embed-keys = المفاتيح المضغوطة داخل إطار تبقى فيه: انقر خارجه قبل الانتقال إلى الشريحة التالية.
embed-more = ويمكن أيضًا لنص برمجي في صفحتك أن يبدأ الإطار ويوقفه مؤقتًا ويقرأ أرقامه، كما في هاتين الصفحتين:
embed-deck = شرائح فيها ثلاثة أطر
embed-course = صفحة مقرر
embed-look = انظر كيف سيبدو
embed-frame-title = Layerlab: { $question }
close = إغلاق
poster-run = شغِّل هنا
poster-open = ألقِ نظرة أولًا
credit = { "\u200F" }Layerlab: افتح الصفحة الكاملة
credit-hint = يفتح هذه الإعدادات بكل أدوات التحكم في لسان جديد
nothing-kept = لا يُحفظ شيء في هذا الإطار.
# What a frame's address asks for and there is not. $names, $name, $entries and $path stand in the address.
embed-unknown-panels =
    { $count ->
        [one] يطلب عنوان هذا الإطار «{ $names }»، ولا لوحة بهذا الاسم
       *[other] يطلب عنوان هذا الإطار «{ $names }»، ولا لوحات بهذه الأسماء
    }: الأسماء في docs/embedding.md.
embed-unknown-theme = يطلب العنوان المظهر «{ $name }»: أعطِ auto أو light أو dark أو projector.
embed-no-origin = في { "\u2066" }origin={ "\u2069" } في العنوان «{ $entries }»: أعطِ ما يبدأ به عنوان، مثل { "\u2066" }https://course.example{ "\u2069" }، وافصل بين عدة عناوين بفواصل لاتينية.
embed-run-elsewhere = في { "\u2066" }run={ "\u2069" } في العنوان «{ $path }»، وهو ليس مسارًا على مضيف هذه الصفحة: ضع التقرير بجانب الصفحة وأعطِ مساره.
run-unanswered = لم يُفتح التقرير { $path }: أجاب الخادم بالرمز { $status }. راجع { "\u2066" }run={ "\u2069" } في العنوان.
run-unreachable = لم يُفتح التقرير { $path }: يتعذر الوصول إلى الخادم، أو أنه لا يسمح لهذا الإطار بقراءته.
# Why a message of the page around a frame is not carried out; programmers read these.
frame-refuses-origin = لا يقبل هذا الإطار رسائل من { $origin }: أضف { "\u2066" }origin={ $origin }{ "\u2069" } إلى عنوانه.
frame-refuses-size = حجم الرسالة { $bytes } بايت، وأطول ما يُقرأ { $most }.
frame-refuses-form = تحتاج الرسالة إلى version وإلى action: انظر docs/embedding.md.
frame-refuses-version = إصدار الرسالة { $found }، وهذه الصفحة تفهم الإصدار { $supported }: غيّر الرسالة، أو استخدم صفحة من ذلك الإصدار.
frame-refuses-action = لا يوجد إجراء اسمه «{ $asked }»: استخدم واحدًا من { $known }.
frame-refuses-call = تتعذر قراءة الإجراء { $action } ({ $why }): انظر docs/embedding.md.
frame-refuses-link = لم يُعتمد الرابط: { $problems }. لم يتغير شيء.
frame-refuses-link-version = إصدار الرابط { $found }، وهذه الصفحة تقرأ الإصدار { $supported }. لم يتغير شيء.
frame-refuses-link-value = قيمة «{ $key }» هي «{ $value }»، وينبغي أن تكون { $give }
frame-refuses-busy = هناك تشغيل جارٍ: أوقفه أو أعد الضبط، ثم عيّن الرابط مجددًا.
frame-refuses-no-run = لا يوجد تشغيل جارٍ، فلا شيء يُوقف ولو مؤقتًا.

## Where it computes

device-auto = تلقائي
device-auto-hint = وحدة GPU إن أتاح المتصفح واحدة حقيقية
device-cpu = CPU
device-cpu-hint = يعمل في كل مكان
device-gpu = WebGPU
device-gpu-hint = يحمّل محركًا أكبر
device-cores = أنوية CPU
device-cores-hint = تستهلك كل نواة إضافية نحو 50 ميغابايت من الذاكرة.
device-from-next-run = يتغير الجهاز في التشغيل القادم؛ أما هذا فيستمر حيث هو.
device-cpu-word = CPU
device-webgpu-word = WebGPU
# Why an engine is used, after its name and a colon.
device-asked = باختيارك
device-asked-software = باختيارك؛ هذه GPU تحاكيها البرمجيات
device-offered = هذا المتصفح يتيح GPU
device-asking = جارٍ سؤال المتصفح عن GPU
device-none = هذا المتصفح لا يتيح GPU
device-left-out = هذه النسخة من الصفحة تحسب على CPU وحدها
device-software = هذا المتصفح يحاكي GPU برمجيًا فقط
device-loading = جارٍ تحميل محرك GPU
device-lost = انقطع الاتصال بـ GPU
device-menu-hint = { "\u200F" }{ $device }: { $reason }
device-menu-label = أين تُجرى الحسابات: { $device }، { $reason }
device-menu-note = { "\u200F" }{ $device }: { $reason }.
no-gpu-engine = ليس في هذه النسخة من الصفحة محرك GPU، لذا تتولى CPU العمل. لا يتغير شيء آخر.
no-gpu = لا يتيح هذا المتصفح GPU للصفحة، لذا تتولى CPU العمل. لا يتغير شيء آخر.
# $why is what the browser said, or none.
gpu-lost =
    انقطع الاتصال بـ GPU عند الخطوة { $step }{ $why ->
        [none] { "" }
       *[other] { "\u200F " }({ $why })
    }. يستمر التدريب على CPU من الخطوة { $from } بآخر أوزان محفوظة.
gpu-lost-early =
    انقطع الاتصال بـ GPU عند الخطوة { $step }{ $why ->
        [none] { "" }
       *[other] { "\u200F " }({ $why })
    } قبل حفظ أي أوزان. يبدأ التشغيل من جديد على CPU.
gpu-lost-idle =
    لا يمكن استخدام محرك GPU{ $why ->
        [none] { "" }
       *[other] { "\u200F " }({ $why })
    }. تتولى CPU العمل بدلًا منه.
cpu-engine-lost =
    توقف المحرك{ $why ->
        [none] { "" }
       *[other] { "\u200F " }({ $why })
    }.
cpu-engine-lost-mend = اضغط «تدريب» لتشغيله من جديد؛ وإن توقف مرة أخرى فأعد تحميل الصفحة.

## Workflows

workflows = ما الذي يجري هنا
workflow-train = التدريب حسب الإعدادات
workflow-train-hint = شبكة واحدة؛ يتدرب كل جانب منها كما تختار
workflow-transfer = تتبُّع انتقال المتانة
workflow-transfer-hint = الخوارزمية 1: اصنع مقدمة متينة، وضع خلفها بقية نظيفة، وانظر هل تعود المتانة بالضبط الدقيق للبقية وحدها
workflow-triage = ضغط الكتل
workflow-triage-hint = فرز الشبكات العميقة (deep net triage): ادمج كتلة من الطبقات في طبقة واحدة، ودرّب ما تبقى، وانظر ماذا تخسر الشبكة

## The set-up

setup = الإعدادات
setup-locked = الإعدادات ثابتة أثناء التشغيل؛ أوقفه أو أعد الضبط لتغييرها.
setup-live = ما ليس باهتًا يسري فورًا؛ والباقي ثابت أثناء التدريب.
setup-changed = تغيرت الإعدادات؛ يسري ذلك من التشغيل القادم.
welcome = يغيّر الهجوم كل بكسل من الصورة قليلًا: لا يكاد الإنسان يرى فرقًا، لكن الشبكة تخطئ. هل تستطيع شبكة أن تتعلم الصمود أمام ذلك، وهل يجب أن تتعلمه كل طبقاتها؟
welcome-lesson = زيارتك الأولى؟ ابدأ بالدرس الأول
example-aside = دُرّبت هذه الشبكات من قبل. اضغط «تدريب» لتدريبها هنا ومشاهدتها؛ وغيّر ما شئت أولًا.
setup-unsound = لا يمكن التدريب بهذه الإعدادات.
planned-how = اسحب القطع، واختر كيف يتدرب كل جانب، واضغط «تدريب»: ستُظهر المنحنيات أدناه قيمة ذلك تحت الهجوم.
data = البيانات
data-own = عيناتك أنت
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
data-imagenette = { "\u2066" }Imagenette, 160 px{ "\u2069" }
data-imagenette-320 = { "\u2066" }Imagenette, 320 px{ "\u2069" }
data-stanford-dogs = Stanford Dogs
network = الشبكة
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
attack = الهجوم
norm-linf = { "\u2066" }PGD, L∞{ "\u2069" }
norm-l2 = { "\u2066" }PGD, L2{ "\u2069" }
epsilon = الشدة ε
warm-epochs = نظيف أولًا
warm-epochs-hint = عدد الحقب التي تتدرب فيها الشبكة كلها أولًا على عينات نظيفة
epochs = الحقب
compare = المقارنة بالعادية والمتينة
until-stopped = حتى الإيقاف
epochs-hint = عدد المرور على عينات التدريب بالأنماط المختارة
normal-epochs = عادي
normal-epochs-hint = عدد الحقب على عينات نظيفة
robust-epochs = متين
robust-epochs-hint = عدد الحقب على عينات مهاجَمة، بدءًا من الشبكة العادية
tune-epochs = الضبط الدقيق
tune-epochs-hint = أقصى عدد من حقب تدريب البقية خلف المقدمة المجمدة: ينتهي حين تبلغ متانة الشبكة المتينة
parent-epochs = الحقب
parent-epochs-hint = عدد حقب تدريب الأصل
child-epochs = بعد الدمج
child-epochs-hint = عدد حقب التدريب بعد الضغط؛ ويُدرَّب الأصل مدة مماثلة أخرى للمقارنة
more = المزيد
more-attack = هجوم التدريب
more-training = التدريب
more-samples = العينات والعشوائية
more-compression = الضغط
defence = التدريب العدائي
defence-pgd = { "\u2066" }PGD (Madry){ "\u2069" }
defence-free = { "\u2066" }Free{ "\u2069" }
defence-trades = TRADES
defence-ibp = مُثبَت (حدود الفترات)
attack-steps = الخطوات
attack-step-size = حجم الخطوة
attack-random-start = بداية عشوائية
free-replays = مرات استخدام كل دفعة
free-replays-hint = كم مرة يمر التدريب Free على الدفعة قبل الانتقال إلى التالية
ibp-kappa = الوزن κ
ibp-kappa-hint = وزن الإجابات النظيفة؛ والباقي لأسوأ ما تسمح به حدود الفترات
trades-beta = الوزن β
trades-beta-hint = وزن الإجابات تحت الهجوم مقابل النظيفة
optimiser = المحسِّن
optimiser-sgd = SGD
optimiser-adam = Adam
optimiser-adam-w = AdamW
learning-rate = معدل التعلم
momentum = الزخم
batch-size = حجم الدفعة
batch-norm = تطبيع الدفعات
kernel = نواة الطبقة الواحدة (إضافتنا)
kernel-same = كما كانت
kernel-receptive-field = بقدر ما تراه الكتلة
final-attacks = الهجمات الختامية
final-attacks-hint = تُقاس كل شبكة منتهية بهذه الهجمات أيضًا، بالمعيار وقيمة ε المحددين في الإعدادات
final-attacks-samples = العينات
final-attacks-samples-hint = عينات الاختبار لهذه الهجمات: يحتاج AutoAttack إلى آلاف المرّات لكل عينة تصمد
final-attacks-found = الدقة تحت هجمات أخرى، مع فترات ثقة { "\u2066" }95%{ "\u2069" } على العينات
train-samples = للتدريب
test-samples = محجوزة
seed = البذرة
# A field that takes numbers got something else.
not-a-number = قيمة «{ $field }» هي «{ $value }»: أدخل عددًا؛ بقيت كما كانت.
setup-cnn = شبكة CNN تنظر إلى الصور، وبيانات { $data } نقاط في المستوى: اختر الشبكة MLP.
setup-frozen = كل الطبقات مجمدة، فلن يتدرب شيء: اجعل أحد الجانبين نظيفًا أو عدائيًا، أو حرّك القطع.
setup-no-epochs = لا شيء للتدريب: أدخل حقبة واحدة على الأقل.

## Starting and stopping

train = تدريب
continue = متابعة
pause = إيقاف مؤقت
step = خطوة
stop = إيقاف
reset = إعادة الضبط
train-hint = درّب الشبكة
pause-hint = توقف مؤقتًا بعد هذه الخطوة
step-hint = خطوة تدريب واحدة
stop-hint = أوقف التشغيل واعرض ما توفّر
reset-hint = أوقف التشغيل وأفرغ المشهد؛ تبقى عمليات التشغيل المنتهية في القائمة

## The status line: what Train will do

# $mode, $front_mode and $rest_mode are clean, adversarial or frozen; $front and $rest name layers.
planned-whole =
    الشبكة كلها { $mode ->
        [clean] تتعلم من عينات نظيفة
        [adversarial] تتعلم من عينات مهاجَمة
       *[frozen] تبقى مجمدة
    }.
planned-warm-whole =
    أولًا يتعلم الكل من عينات نظيفة لمدة { $epochs ->
        [one] حقبة واحدة
        [two] حقبتين
        [few] { $epochs } حقب
       *[other] { $epochs } حقبة
    }؛ ثم الشبكة كلها { $mode ->
        [clean] تتعلم من عينات نظيفة
        [adversarial] تتعلم من عينات مهاجَمة
       *[frozen] تبقى مجمدة
    }.
planned-sides =
    المقدمة ({ $front }) { $front_mode ->
        [clean]
            تتعلم من عينات نظيفة، والبقية ({ $rest }) { $rest_mode ->
                [clean] كذلك
                [adversarial] من عينات مهاجَمة
               *[frozen] تبقى مجمدة
            }.
        [adversarial]
            تتعلم من عينات مهاجَمة، والبقية ({ $rest }) { $rest_mode ->
                [clean] من عينات نظيفة
                [adversarial] كذلك
               *[frozen] تبقى مجمدة
            }.
       *[frozen]
            تبقى مجمدة، والبقية ({ $rest }) { $rest_mode ->
                [clean] تتعلم من عينات نظيفة
                [adversarial] تتعلم من عينات مهاجَمة
               *[frozen] كذلك
            }.
    }
planned-warm-sides =
    أولًا يتعلم الكل من عينات نظيفة لمدة { $epochs ->
        [one] حقبة واحدة
        [two] حقبتين
        [few] { $epochs } حقب
       *[other] { $epochs } حقبة
    }؛ ثم المقدمة ({ $front }) { $front_mode ->
        [clean]
            تتعلم من عينات نظيفة، والبقية ({ $rest }) { $rest_mode ->
                [clean] كذلك
                [adversarial] من عينات مهاجَمة
               *[frozen] تبقى مجمدة
            }.
        [adversarial]
            تتعلم من عينات مهاجَمة، والبقية ({ $rest }) { $rest_mode ->
                [clean] من عينات نظيفة
                [adversarial] كذلك
               *[frozen] تبقى مجمدة
            }.
       *[frozen]
            تبقى مجمدة، والبقية ({ $rest }) { $rest_mode ->
                [clean] تتعلم من عينات نظيفة
                [adversarial] تتعلم من عينات مهاجَمة
               *[frozen] كذلك
            }.
    }
planned-time =
    يستغرق ذلك هنا { $time }{ $networks ->
        [one] { "" }
        [two] { " " }للشبكتين
        [few] { " " }للشبكات الـ { $networks }
       *[other] { " " }لعدد { $networks } من الشبكات
    }.
planned-layers = طبقةً طبقة: { $layers }.
planned-layer = { "\u200F" }{ $layer } ({ $mode })
planned-earlier =
    { $phases ->
        [one] تسبق ذلك مرحلة واحدة من الملف أو الرابط.
        [two] تسبق ذلك مرحلتان من الملف أو الرابط.
        [few] تسبق ذلك { $phases } مراحل من الملف أو الرابط.
       *[other] تسبق ذلك { $phases } مرحلة من الملف أو الرابط.
    }
# The first and the last of some neighbouring layers.
layers-span = { $first } إلى { $last }
transfer-planned =
    درّب شبكة عادية، واجعلها متينة، ثم ضع { $rest ->
        [0] لا شيء
        [1] آخر طبقة
        [2] آخر طبقتين
        [3] آخر ثلاث طبقات
        [4] آخر أربع طبقات
        [5] آخر خمس طبقات
        [few] آخر { $rest } طبقات
       *[other] آخر { $rest } طبقة
    } من العادية خلف المقدمة المتينة. هل تعود المتانة { $rest ->
        [2] بضبطهما الدقيق
       *[other] بضبطها الدقيق
    } على عينات { $objective ->
        [clean] نظيفة
       *[adversarial] مهاجَمة
    }؟
transfer-empty = اسحب القطع واضغط «تدريب»: ستُظهر المسارات أدناه، طبقةً طبقة، ما تصمد أمامه كل من الشبكات الأربع.
# $blocks lists the blocks; $grouping says whether there is one, several at once, or several in turn.
triage-planned =
    درّب { $parent ->
        [normal] شبكة عادية
        [robust] شبكة متينة
        [half-robust] شبكة نصف متينة
       *[several] عدة شبكات
    }، و{ $grouping ->
        [one] ادمج { $blocks } في طبقة واحدة
        [at-once] ادمج { $blocks } معًا
       *[in-turn] ادمج { $blocks } واحدة تلو الأخرى
    }، و{ $schemes ->
        [0] انظر إلى ما تبقى
        [1] درّب ما تبقى
        [two] درّب ما تبقى بطريقتين
        [few] درّب ما تبقى بـ { $schemes } طرق
       *[other] درّب ما تبقى بـ { $schemes } طريقة
    }. ماذا تخسر الشبكة؟
triage-pick = اختر كتلة: أي الطبقات يمكن للشبكة الاستغناء عنها؟
triage-pick-how = اضغط «دمج» تحت بعض الطبقات لتصير واحدة. ثم يُظهر التدريب كلفة ذلك، وكم يستعيد منها.
triage-ready = تُدرَّب أولًا شبكة أصل؛ ثم كل دمج بدءًا من أوزانه الأولى.
triage-adds = الأصل معروف: لا يقيس التدريب إلا الخانات الجديدة.
triage-nothing-missing = كل ما اخترته قيس من قبل: ادمج كتلة أخرى، أو اختر طريقة تدريب أخرى.
triage-no-block = ليس في هذه الشبكة طبقتان متتاليتان من نوع واحد، فلا شيء يُدمج: اختر Small VGG أو MLP.

## The status line: how far a run is

progress-paused = متوقف مؤقتًا عند الخطوة { $step }.
progress-paused-detail =
    { $left ->
        [one] بقيت خطوة واحدة
        [two] بقيت خطوتان
        [few] بقيت { $left } خطوات
       *[other] بقيت { $left } خطوة
    } · تابع، أو نفّذ خطوة واحدة
progress-stopping = جارٍ الإيقاف وقياس ما توفّر…
progress-pausing = إيقاف مؤقت بعد هذه الخطوة…
progress-trained = انتهى التدريب. جارٍ قياس النتيجة…
progress-trained-detail = { $n } من العينات المحجوزة، { $attack }
progress-preparing = جارٍ التحضير…
progress-loading = تحميل البيانات وبناء الشبكة
# While a graphics card gets ready: what is done, then how long already, then a button.
slow-start-engine = يجري تحميل برنامج بطاقة الرسوميات وبدؤه.
slow-start-network = تُنقل الشبكة وأولى عيناتها إلى بطاقة الرسوميات.
slow-start-seconds = مضت { $seconds } ث حتى الآن.
use-cpu = استخدم CPU بدلًا منها
use-cpu-hint = ابدأ هذا التشغيل على CPU الآن؛ ويمكن اختيار بطاقة الرسوميات مجددًا في الأعلى
progress-preparing-gpu = جارٍ تحضير بطاقة الرسوميات…
progress-preparing-gpu-detail = اكتملت الأجزاء: { $done } من { $of } · يترجم المتصفح برامجها مرة لكل شبكة
progress-epoch = تدريب، الحقبة { $epoch } من { $epochs }.
progress-of-several = الشبكة { $number } من { $of }، { $network }: { $sentence }
progress-step-open = الخطوة { $step }
progress-epoch-open = تدريب، الحقبة { $epoch }.
progress-until-stopped = يستمر حتى توقفه
progress-step = الخطوة { $step } من { $steps }
training-step = خطوة التدريب { $step } من { $steps }
training-step-at-most = خطوة التدريب { $step } من { $steps } على الأكثر
progress-left = بقي { $time }
progress-measuring = جارٍ القياس: { $share }
measuring = جارٍ القياس…
epoch-of = الحقبة { $epoch } من { $epochs }
# What a protocol does now ($what is one of the messages below) in its epoch and its trial.
progress-in-epoch = { "\u200F" }{ $what }، { $epoch }
progress-in-trial = المحاولة { $trial } من { $trials }، { $what }
progress-sentence = { "\u200F" }{ $what }.
transfer-now-normal = الخطوة { $number } من { $of }: تدريب شبكة عادية
transfer-now-robust = الخطوة { $number } من { $of }: جعلها متينة
transfer-now-swap = الخطوة { $number } من { $of }: البقية النظيفة خلف المقدمة المتينة؛ جارٍ القياس
transfer-now-fine-tune = الخطوة { $number } من { $of }: الضبط الدقيق للبقية خلف المقدمة المجمدة
transfer-now-compare = الخطوة { $number } من { $of }: البقية نفسها خلف المقدمة النظيفة، للمقارنة
measured-last = آخر ما قيس: الشبكة { $network }
triage-now-parent = تدريب الأصل
triage-now-robust = جعل الأصل متينًا
triage-now-measure = قياس الأصل
triage-now-longer = تدريب الأصل مدة أطول، للمقارنة
triage-now-transfer = الضبط الدقيق لبقية الأصل خلف مقدمته، للمقارنة
triage-now-fold = دمج { $fold }: القياس كما هو
triage-now-cell = دمج { $fold }: { $scheme }
triage-fields = الخانات: { $done } من { $cells }

## The status line: what a run found

# The attack of the evaluation.
attack-label = { "\u2066" }{ $method }, ε { $epsilon }{ "\u2069" }
attack-label-l2 = { "\u2066" }{ $method } (L2), ε { $epsilon }{ "\u2069" }
finding-stopped = توقف عند الخطوة { $step }.
# $network and $other are adjectives: kind-…-adjective.
finding =
    دقة الشبكة { $network } تحت الهجوم ({ $attack }): { $robust } { $interval } على { $n } { $samples ->
        [images] من الصور
       *[points] من النقاط
    }. دون هجوم: { $clean } { $clean_interval }.
# Three networks, trained normally, as set up ($network), and fully adversarially.
finding-three =
    الدقة تحت الهجوم ({ $attack }): الشبكة العادية { $normal }، والشبكة { $network } { $robust }، والمتينة كليًا { $full }، على { $n } { $samples ->
        [images] من صور الاختبار
       *[points] من نقاط الاختبار
    }؛ ودون هجوم، على الترتيب، { $clean_normal } و{ $clean } و{ $clean_full }.
finding-full-is-short = لا تزال الشبكة المتينة كليًا متأخرة: تتعلم أبطأ، وتحتاج إلى حقب أكثر.
finding-beside =
    الدقة تحت الهجوم ({ $attack }) على { $n } { $samples ->
        [images] من الصور
       *[points] من النقاط
    }: الشبكة { $network } { $robust } { $interval }، والشبكة { $other } { $other_robust } { $other_interval }؛ ودون هجوم { $clean } و{ $other_clean }.
provenance =
    { $steps ->
        [one] خطوة واحدة
        [two] خطوتان
        [few] { $steps } خطوات
       *[other] { $steps } خطوة
    } في { $seconds } ث على { $device }، البذرة { $seed }. الأقواس: { $brackets ->
        [samples] فترات ثقة { "\u2066" }95%{ "\u2069" } على العينات
        [trials] فترات ثقة { "\u2066" }95%{ "\u2069" } على المحاولات
       *[range] الأدنى والأعلى بين المحاولات
    }.
transfer-ended-early = انتهى قبل أن توجد شبكة متينة للمقارنة.
transfer-finding-robust =
    دقة الشبكة المتينة تحت الهجوم ({ $attack }): { $robust } على { $n } { $samples ->
        [images] من الصور
       *[points] من النقاط
    }{ $trials ->
        [0] { "" }
        [1] { "" }
        [two] ، متوسط محاولتين
        [few] ، متوسط { $trials } محاولات
       *[other] ، متوسط { $trials } محاولة
    }.
transfer-finding-swapped =
    دقة الشبكة المتينة تحت الهجوم ({ $attack }): { $robust } على { $n } { $samples ->
        [images] من الصور
       *[points] من النقاط
    }{ $trials ->
        [0] { "" }
        [1] { "" }
        [two] ، متوسط محاولتين
        [few] ، متوسط { $trials } محاولات
       *[other] ، متوسط { $trials } محاولة
    }؛ ومع { $rest ->
        [0] عدم تبديل أي طبقة
        [1] آخر طبقة نظيفة
        [2] آخر طبقتين نظيفتين
        [3] آخر ثلاث طبقات نظيفة
        [4] آخر أربع طبقات نظيفة
        [5] آخر خمس طبقات نظيفة
        [few] آخر { $rest } طبقات نظيفة
       *[other] آخر { $rest } طبقة نظيفة
    } خلف مقدمتها { $swapped }.
transfer-finding-tuned =
    دقة الشبكة المتينة تحت الهجوم ({ $attack }): { $robust } على { $n } { $samples ->
        [images] من الصور
       *[points] من النقاط
    }{ $trials ->
        [0] { "" }
        [1] { "" }
        [two] ، متوسط محاولتين
        [few] ، متوسط { $trials } محاولات
       *[other] ، متوسط { $trials } محاولة
    }؛ ومع { $rest ->
        [0] عدم تبديل أي طبقة
        [1] آخر طبقة نظيفة
        [2] آخر طبقتين نظيفتين
        [3] آخر ثلاث طبقات نظيفة
        [4] آخر أربع طبقات نظيفة
        [5] آخر خمس طبقات نظيفة
        [few] آخر { $rest } طبقات نظيفة
       *[other] آخر { $rest } طبقة نظيفة
    } خلف مقدمتها { $swapped }؛ وبعد { $rest ->
        [2] ضبطهما وحدهما
       *[other] ضبطها وحدها
    } على { $samples ->
        [images] صور
       *[points] نقاط
    } { $objective ->
        [clean] نظيفة
       *[adversarial] مهاجَمة
    } { $tuned }.
transfer-finding-robust-is-short =
    الشبكة المتينة كليًا دون ذلك: ربما لا تكفيها { $epochs ->
        [one] حقبة واحدة
        [two] حقبتان
        [few] { $epochs } حقب
       *[other] { $epochs } حقبة
    }، أو طال تدريبها أكثر مما ينبغي.
transfer-finding-control =
    بعد ضبط دقيق مماثل خلف المقدمة العادية، تبلغ { $rest ->
        [1] الطبقة نفسها وحدها
        [2] الطبقتان نفساهما وحدهما
       *[other] الطبقات نفسها وحدها
    } { $control }: { $adds ->
        [more] تضيف المقدمة المتينة { $points } نقطة مئوية.
       *[none] لا تضيف المقدمة المتينة هنا شيئًا.
    }
triage-ended-early = انتهى قبل قياس الأصل ({ $parent }).
# $measure says which accuracy is meant.
triage-finding-none =
    { $why ->
        [unfolded] لا شيء مدموج الآن.
       *[unmeasured] لم يُقَس أي دمج بعد.
    } لدى الأصل: { $parent } { $measure ->
        [clean] دقة نظيفة
       *[attacked] دقة تحت الهجوم
    }.
# $folding is folding-one or folding-several, $done one of scheme-…-done.
triage-finding-one =
    { $folding } يغيّر { $measure ->
        [clean] الدقة النظيفة
       *[attacked] الدقة تحت الهجوم
    } بمقدار { $points } { $interval } نقطة مئوية { $done }؛ ولدى الأصل { $parent }.
triage-finding-trained =
    { $folding } يغيّر { $measure ->
        [clean] الدقة النظيفة
       *[attacked] الدقة تحت الهجوم
    } بمقدار { $before } نقطة مئوية كما هو، وبمقدار { $points } { $interval } { $done }؛ ولدى الأصل { $parent }.
triage-finding-several =
    أسوأ دمج هو { $worst } ({ $worst_points } نقطة مئوية { $worst_interval } في { $measure ->
        [clean] الدقة النظيفة
       *[attacked] الدقة تحت الهجوم
    }، { $done }) وأفضله { $best } ({ $best_points } { $best_interval })؛ ولدى الأصل { $parent }.
# In place of an interval where one trial or equal ones give none.
triage-no-interval = [بلا فترة]
triage-finding-overlap = فترتا الثقة متداخلتان: هذا لا يكفي للتمييز بينهما.
triage-in-short = { $fold }، { $done }: { $points } نقطة مئوية
folding-one = دمج { $fold } في طبقة واحدة
folding-several = دمج { $folds } معًا
as-one-layer = { $fold } كطبقة واحدة
each-as-one-layer = { $folds }، كلٌّ منها كطبقة واحدة

## Runs

runs = عمليات التشغيل
runs-now = هذا التشغيل
run-from-link = من رابط، حُسب في مكان آخر
run-open = فتح
run-open-hint = افتح { $name } مجددًا، مع صوره وإعداداته
run-lines = ارسم منحنيات { $name }
run-more = تحرير
run-more-hint = حرّر { $name }: الاسم والملاحظة والحذف
run-title = الاسم
run-remark = ملاحظة
run-delete = حذف
run-delete-hint = يمكن استرجاعه إلى أن يُحذف التالي
run-deleted = حُذف التشغيل.
undo = تراجع
compare-runs = قارن
column-run = التشغيل
column-steps = الخطوات
column-seconds = الثواني
again = البداية نفسها
again-hint = درّب من جديد بدءًا من الأوزان الابتدائية نفسها، مع ما تغير منذئذ
again-same-weights = يبدأ هذا التشغيل من الأوزان الابتدائية نفسها التي بدأ منها سابقه (البذرة { $seed }): فكل اختلاف مصدره ما غُيِّر.
again-other-network = تغيرت الشبكة أو مدخلها، فلا يمكن أن يبدأ هذا التشغيل من الأوزان نفسها؛ أما البذرة فهي نفسها.
# Steps done and planned of a run that ended with its page or its engine.
cut-short = انقطع تشغيل بعد الخطوة { $step } من { $steps }.
runs-elsewhere = يستمر تشغيل في علامة تبويب أخرى من هذا المتصفح: الخطوة { $step } من { $steps } عند آخر حفظ.
go-on = واصِله
checkpoint-damaged = تتعذر قراءة الحالة المحفوظة لذلك التشغيل، فلا يمكن مواصلته: اضغط «تدريب» لتبدأه من جديد.
# What changed from the run before: it names a run.
differs = { $what } { "\u2066" }{ $from } → { $to }{ "\u2069" }
differs-new = { $what } { $to }
differs-only = تغير: { $what }
differs-more = و{ $count } غيرها
differs-none = الإعدادات نفسها مجددًا
differs-epsilon = ε
differs-cut = القطع
differs-after = بعد { $layer }
differs-key = «{ $key }»

## Looking back in time

time = الزمن
time-hint = عُد إلى تقييم سابق: الصور والأعمدة كما كانت. تحركه الأسهم وHome وEnd
time-reading = الخطوة { $step }: نظيف { $clean }، تحت الهجوم { $robust } (من { $n } عينة)

## What the browser keeps

store-missing = لا يحفظ هذا المتصفح شيئًا لهذه الصفحة (نافذة خاصة أو إطار أو أحد الإعدادات)، فتبقى عمليات التشغيل إلى أن تُغلق الصفحة: صدِّر ما تحتاج إليه.
store-full = لم يبق في المتصفح متسع لعمليات تشغيل أخرى: احذف بعضها من القائمة، أو صدِّر هذا في تقرير؛ وإلى حينها يبقى ما دامت الصفحة مفتوحة.
store-damaged = ما حفظه هذا المتصفح من Layerlab تالف، فتبقى عمليات التشغيل إلى أن تُغلق الصفحة؛ ومسح بيانات هذا الموقع يصلح ذلك.
store-newer = يحفظ إصدار أحدث من Layerlab عمليات تشغيل في هذا المتصفح؛ وهي لم تُمس، وتبقى عمليات هذه الصفحة إلى أن تُغلق. أعد التحميل لتحصل على الإصدار الأحدث.
store-blocked = علامة تبويب أخرى في هذا المتصفح تمسك بما يحفظه Layerlab هنا: أغلق علامات التبويب الأخرى. وحتى ذلك الحين تبقى عمليات التشغيل ما دامت هذه الصفحة مفتوحة.
store-unread =
    { $runs ->
        [one] تتعذر قراءة تشغيل محفوظ واحد، وتُرك كما هو
        [two] تتعذر قراءة تشغيلين محفوظين، وتُركا كما هما
        [few] تتعذر قراءة { $runs } عمليات تشغيل محفوظة، وتُركت كما هي
        [many] تتعذر قراءة { $runs } عملية تشغيل محفوظة، وتُركت كما هي
       *[other] تتعذر قراءة { $runs } عملية تشغيل محفوظة، وتُركت كما هي
    }: قد يقرؤها إصدار آخر من Layerlab.

## An engine that says nothing

engine-quiet = لم يصدر عن المحرك شيء منذ { $seconds } ث، وهذه أطول مدة صمت في هذا التشغيل. ربما كان في عمل طويل، وربما توقف: انتظر، أو ابدأه من جديد من آخر أوزان محفوظة.
start-anew = ابدأ من جديد
engine-restarted = بدأ المحرك من جديد؛ ويتواصل التشغيل من الخطوة { $step }.
engine-restarted-early = بدأ المحرك من جديد قبل أن تُحفظ أي أوزان؛ فيبدأ التشغيل مجددًا.
run-detail = { "\u2066" }ε { $epsilon }{ "\u2069" }
run-detail-cut = القطع بعد { $layer }، { "\u2066" }ε { $epsilon }{ "\u2069" }
run-detail-transfer = آخر { $rests }، { "\u2066" }ε { $epsilon }{ "\u2069" }
run-detail-blocks = { "\u200F" }{ $blocks }، { "\u2066" }ε { $epsilon }{ "\u2069" }
# Kinds of runs, in the list; the adjective stands after the word الشبكة.
kind-normal = عادية
kind-normal-adjective = العادية
kind-robust = متينة
kind-robust-adjective = المتينة كليًا
kind-half-robust = نصف متينة
kind-half-robust-adjective = نصف المتينة
kind-robust-rest = بقية متينة
kind-robust-rest-adjective = متينة البقية
kind-frozen-then-clean = مقدمة مجمدة، بقية نظيفة
kind-frozen-then-clean-adjective = ذات المقدمة المجمدة والبقية النظيفة
kind-frozen-then-robust = مقدمة مجمدة، بقية متينة
kind-frozen-then-robust-adjective = ذات المقدمة المجمدة والبقية المتينة
kind-clean-then-frozen = مقدمة نظيفة، بقية مجمدة
kind-clean-then-frozen-adjective = ذات المقدمة النظيفة والبقية المجمدة
kind-robust-then-frozen = مقدمة متينة، بقية مجمدة
kind-robust-then-frozen-adjective = ذات المقدمة المتينة والبقية المجمدة
kind-frozen = مجمدة
kind-frozen-adjective = المجمدة
kind-mixed = طبقةً طبقة
kind-mixed-adjective = المختلطة
kind-transfer = نقل
kind-transfer-adjective = المنقولة
kind-triage = فرز
kind-triage-adjective = المضغوطة

## The network, layer by layer

network-view = الشبكة، طبقةً طبقة
input = المُدخل
prediction = التنبؤ
prediction-true = (الصحيح)
prediction-empty = سيظهر هنا ما تقوله الشبكة.
# One class of the prediction, for people who can't see the bars.
prediction-label = { $class }: نظيف { $clean }، تحت الهجوم { $attacked }
cut = القطع
cut-hint = اسحب، أو استخدم مفاتيح الأسهم
cut-between = بين { $before } و{ $after }
cut-first = قبل { $layer }: الكل بقية
cut-last = بعد { $layer }: الكل مقدمة
front = المقدمة
rest = البقية
side-empty = لا طبقة في هذا الجانب
front-robust = متينة
front-frozen = ثم مجمدة
mode-clean = نظيف
mode-clean-hint = تتعلم هذه الطبقات من العينات كما هي
mode-adversarial = عدائي
mode-adversarial-hint = تتعلم هذه الطبقات من عينات مهاجَمة
mode-frozen = مجمد
mode-frozen-hint = لا تتعلم هذه الطبقات إطلاقًا
layer-mode = كيف تتدرب { $layer }
layer-held = عدائي، ثم مجمد
layer-tuned = مضبوطة
layer-untrained = غير مدرَّبة بعد؛ المخطط: { $state }
layer-label = { "\u200F" }{ $layer }: { $state }
layer-tokens = { $tokens } من الرموز بعرض { $width }
parameters = { $count } من المعاملات
parameters-change = { "\u2066" }{ $before } → { $after }{ "\u2069" }
sensitivity = الحساسية
sensitivity-empty = ستُظهر كم يحرّك الهجوم خرج كل طبقة
sensitivity-says = كم يحرّك الهجوم خرج كل طبقة، نسبةً إلى حجمه
sensitivity-cell = { "\u200F" }{ $layer }: { "\u2066" }{ $value } [{ $low }, { $high }]{ "\u2069" }

## Curves

curves = الدقة على العينات المحجوزة
contrast = جنبًا إلى جنب
contrast-note = يبحث الهجوم عن أسوأ تغيير ضمن ε لكل شبكة على حدة: الصور نفسها كما تصل إلى كل شبكة، وما تظنه فيها.
contrast-waits = لم تُقيَّم بعد
contrast-bar = { "\u200F" }{ $what }: { $share } { $interval }
contrast-sample = الصحيح: { $class }؛ وتحت الهجوم تظنه الشبكة: { $says }
# Under the curves; results are on all test samples.
curves-on =
    أثناء التدريب: { $n } { $samples ->
        [images] من صور
       *[points] من نقاط
    } { $split ->
        [validation] التحقق
       *[test] الاختبار
    }؛ النتائج: كل { $samples ->
        [images] صور
       *[points] نقاط
    } الاختبار ({ $test })، وقد يختلفان.
curves-empty-1 = ستُرسم هنا الدقة، النظيفة وتحت الهجوم،
curves-empty-2 = أثناء تدريب الشبكة
curves-hint = رسم الدقة حسب خطوة التدريب. السهمان الأيمن والأيسر لقراءة النقاط واحدة واحدة، وT لعرض الجدول، وS لسماع المنحنيات.
# The chart of accuracies for those who do not see it.
curves-summary = عدد الخطوات { $steps }: تنتقل الدقة دون هجوم من { $clean_from } إلى { $clean_to }، وتحت الهجوم من { $robust_from } إلى { $robust_to }.
loss-summary = خسارة التدريب: من { $from } إلى { $to }؛ عدد الخطوات { $steps }
sound-play = أسمِع المنحنيات
sound-stop = أوقف الصوت
sound-hint-one = استمع إلى المنحنى المختار: كلما علت النغمة زادت الدقة. S في الرسم يفعل ذلك أيضًا، وEscape يوقفه.
sound-hint = استمع إلى المنحنيات: دون هجوم أولًا، ثم تحت الهجوم؛ كلما علت النغمة زادت الدقة. S في الرسم يفعل ذلك أيضًا، وEscape يوقفه.
clean = نظيف
under-attack = تحت الهجوم
epoch = الحقبة
loss = الخسارة
table = جدول
chart = رسم
# The name of a curve and its last value, at its end.
curve-end = { "\u200F" }{ $curve } { $value }
# Over a line in the chart: what was changed there.
change-epsilon = { "\u2066" }ε { $epsilon }{ "\u2069" }
change-rate = { "\u2066" }η { $rate }{ "\u2069" }
change-modes = الأنماط
curve-reading = الخطوة { $step } (الحقبة { $epoch }): نظيف { $clean }، تحت الهجوم { $robust }، { "\u2066" }n = { $n }{ "\u2069" }
# Parts of a protocol, over the curves.
stage-normal = عادي
stage-robust = متين
stage-swap = تبديل
stage-fine-tune = تبديل، ضبط دقيق
stage-control = مقارنة
stage-measure-parent = فحص
stage-train-longer = مدة أطول
stage-transfer-parent = نقل
stage-cell = ضغط

## Examples

examples = ماذا يفعل الهجوم
examples-empty = ستظهر هنا بضع عينات محجوزة: كما هي، وما يضيفه الهجوم، وما تقوله الشبكة قبله وبعده.
examples-clean = نظيفة
examples-attacked = مهاجَمة
examples-says = تقول
examples-hint = اعرض هذه في المشهد
prediction-right = صواب
prediction-wrong = خطأ
example-truth = الصحيح: { $class }
plane-hint = النقاط المحجوزة وإلى أين يحرّكها الهجوم
plane-key = اللون: ما تقوله الشبكة هناك، أغمق حيث تكون أوثق؛ الخط: إلى أين يحرّك الهجوم النقطة؛ النقطة الممتلئة: الإجابة خاطئة
plane-key-lines = الخط: إلى أين يحرّك الهجوم النقطة؛ النقطة الممتلئة: الإجابة خاطئة
plane-score = { $robust } تحت الهجوم، { "\u2066" }n = { $n }{ "\u2069" }
# The table behind the plane of points.
plane-table-number = النقطة
plane-table-class = الفئة
plane-table-clean = نظيفة { "\u2066" }(x, y){ "\u2069" }
plane-table-attacked = مهاجَمة { "\u2066" }(x, y){ "\u2069" }
plane-table-says = تقول
plane-share = تعدّ الشبكة { $share } من المستوى { $class }.
column-change-magnified = التغيير { "\u2066" }×{ $factor }{ "\u2069" }
change-magnified-says = الرمادي: بلا تغيير

## Columns of tables

column-step = الخطوة
column-clean = نظيف
column-under-attack = تحت الهجوم
column-n = n
column-loss = الخسارة
column-trials = المحاولات
column-layer = الطبقة
column-network = الشبكة
column-sensitivity = الحساسية
column-reader = القارئ
column-margin-clean = γ نظيف
column-margin-certified = γ مُثبَت
column-margin-attacked = γ تحت الهجوم
column-margin-transferred = γ بهجوم الشبكة كلها
column-right-under-attack = الصائب تحت الهجوم
column-pair = الزوج
column-measure = المقياس
column-rho = ρ
column-rho-bits = ρ بالبت
column-null-mean = العشوائي، المتوسط
column-null-p95 = العشوائي، المئين 95
column-excess = { "\u2066" }ρ{ "\u2069" } − العشوائي
column-above-chance = فوق الصدفة
column-permutations = التباديل
column-attack = الهجوم
column-accuracy = الدقة
column-fine-tuning = الضبط الدقيق
column-rho-rest = ρ لأزواج البقية
column-folded = المدموج
column-trained = المدرَّب
column-before = قبل
column-after = بعد
column-attacked = تحت الهجوم
column-change = التغيّر
column-change-attacked = التغيّر تحت الهجوم
column-steps-to-95 = الخطوات حتى { "\u2066" }95%{ "\u2069" }
column-medians = الوسائط
column-collapsed = المنهار
column-fold-error = خطأ الدمج
column-without-training = دون تدريب
column-loss-of = خسارة الدقة
column-spearman = ارتباط الرتب
column-p = p
medians = { $clean }، تحت الهجوم { $attacked }
of-trials = { $collapsed } من { $trials }
agreement = هل ترتّب المقاييس التي لا تدرّب شيئًا الكتلَ كما ترتبها أهميتها؟ (Spearman، متوسط المحاولات، { "\u2066" }95%{ "\u2069" })
proxy-reinitialised = تهيئة جديدة
proxy-rewound = إعادة إلى البداية
proxy-noised = ضوضاء على الأوزان
proxy-robust-criticality = الأهمية للمتانة

## Tracks under the layers

# Added to the description of a track; $reading is the sentence of its highest point.
track-highest = الأعلى: { $reading }
tracks-hint = أشر إلى طبقة، أو حدّد مسارًا واستخدم مفاتيح الأسهم: تُقرأ هنا. اضغط اسمًا لإخفاء خطوطه، وT لعرض الجدول.
tracks-empty = تمتلئ هذه المسارات مع قياس الشبكات، كل منها عند انتهاء تدريبها: كم يدفع الهجوم كل طبقة، وكم هي متينة، وكم تعتمد على التي قبلها.
points-key = الخط: إلى أين يحرّك الهجوم النقطة
reader = ما يقرأ الطبقات
measure = كيف يُقاس الاعتماد
network-shown = أي شبكة
# What reads a layer's answer out of it.
reader-probe = مسبار خطي
reader-lambda = λ
reader-rest = بقية الشبكة
# Measures of dependency, at length and in a word.
measure-edge = المعلومات المتبادلة EDGE، بالبت
measure-short-edge = EDGE
measure-ksg = المعلومات المتبادلة KSG، بالبت
measure-short-ksg = KSG
measure-ksg-noised = المعلومات المتبادلة KSG مع ضوضاء على الطبقة اللاحقة، بالبت
measure-short-ksg-noised = KSG بضوضاء
measure-info-nce = InfoNCE، حد أدنى للمعلومات المتبادلة، بالبت
measure-short-info-nce = InfoNCE
measure-connectivity = الترابط
measure-short-connectivity = الترابط
measure-nhsic = nHSIC
measure-short-nhsic = nHSIC
measure-nhsic-channels = { "\u200F" }nHSIC لمتوسطات القنوات
measure-short-nhsic-channels = { "\u200F" }nHSIC للقنوات
measure-cka = CKA الخطي
measure-short-cka = CKA
measure-cka-rbf = { "\u2066" }RBF CKA{ "\u2069" }
measure-short-cka-rbf = { "\u2066" }CKA, RBF{ "\u2069" }
measure-cka-debiased = CKA غير المنحاز
measure-short-cka-debiased = CKA غير منحاز
track-sensitivity-label = كم يحرّك الهجوم كل طبقة. السهمان الأيمن والأيسر للتنقل بين الطبقات، والأعلى والأسفل بين الشبكات، وT لعرض الجدول.
track-margin = الهامش
track-margin-label = هامش كل طبقة تحت الهجوم. السهمان الأيمن والأيسر للتنقل بين الطبقات، والأعلى والأسفل بين الشبكات، وT لعرض الجدول.
# $certified says whether any layer has a certificate.
track-margin-says =
    الهامش γ الذي يتركه الهجوم{ $certified ->
        [some] ، على خط يبدأ من المُثبَت
       *[none] ؛ لا شيء مُثبَت: الحدود عبر هذا العدد من الطبقات أوسع من أن تفيد
    }
track-margin-says-measured =
    الهامش γ الذي يتركه الهجوم{ $certified ->
        [some] ، على خط يبدأ من المُثبَت
       *[none] ؛ لا شيء مُثبَت: الحدود عبر هذا العدد من الطبقات أوسع من أن تفيد
    }؛ { $reader }، { "\u2066" }n = { $n }{ "\u2069" }
track-dependency = الاعتماد
track-dependency-label = الاعتماد بين الطبقات المتجاورة. السهمان الأيمن والأيسر للتنقل بين الأزواج، والأعلى والأسفل بين الشبكات، وT لعرض الجدول.
track-dependency-says = { $measure }؛ سميك: فوق الصدفة، باهت: ضمنها
track-points = النقاط
track-points-label = أين تضع كل طبقة النقاط. السهمان الأيمن والأيسر للتنقل بين الطبقات، والأعلى والأسفل بين الشبكات، وT لعرض الجدول.
track-points-says = أين تضعها الطبقة، في مستوى
track-on = { "\u200F" }{ "\u2066" }n = { $n }{ "\u2069" }، { $attack }
track-on-live = { "\u200F" }{ "\u2066" }n = { $n }{ "\u2069" }، { $attack }؛ الرمادي: قيد التدريب الآن
sensitivity-reading = يحرّك الهجوم { $layer } في الشبكة { $network } بمقدار { $sensitivity } من حجمها ({ "\u2066" }95%{ "\u2069" }، { "\u2066" }n = { $n }{ "\u2069" }، { $attack }).
margin-reading = بعد { $layer }، تحتفظ الشبكة { $network } تحت الهجوم بهامش لا يتجاوز { $attacked }؛ والمُثبَت { $certified } على الأقل؛ ويترك الهجوم على الشبكة كلها { $transferred }. الصائب تحت الهجوم: { $right } ({ $reader }، { "\u2066" }n = { $n }{ "\u2069" }، { "\u2066" }95%{ "\u2069" }، { $attack }).
margin-reading-vacuous = بعد { $layer }، تحتفظ الشبكة { $network } تحت الهجوم بهامش لا يتجاوز { $attacked }؛ ولا شيء مُثبَت، فالحد الأدنى { "\u2066" }−1{ "\u2069" } وهو أقل ما يمكن؛ ويترك الهجوم على الشبكة كلها { $transferred }. الصائب تحت الهجوم: { $right } ({ $reader }، { "\u2066" }n = { $n }{ "\u2069" }، { "\u2066" }95%{ "\u2069" }، { $attack }).
# Two neighbouring layers.
pair = { "\u2066" }{ $parent } → { $child }{ "\u2069" }
pair-short = { $layer } { $measure } { $rho } · العشوائي { $null }
null-beside = { " " }· العشوائي { $null }
# $above says whether the dependency is more than chance gives.
pair-reading =
    تعتمد { $child } على { $parent } في الشبكة { $network } بقيمة { "\u2066" }ρ = { $rho }{ "\u2069" }؛ وبعد الخلط { $null } ({ "\u2066" }95%{ "\u2069" } منها دون { $p95 }، عدد التباديل { $permutations }): { $above ->
        [yes] أي { $excess } فوق الصدفة
       *[no] لا أكثر مما تعطيه الصدفة
    } ({ $measure }، { "\u2066" }n = { $n }{ "\u2069" } من العينات المهاجَمة، { $attack }).
pair-over-epochs = فوق الصدفة، حقبةً حقبة من الضبط الدقيق: { $values }.
mixing-not-apart = غير منفصلة
mixing-not-apart-sentence = على هذين المحورين لا تنفصل الأصناف حتى دون هجوم.
mixing-apart = منفصلة
mixing-apart-sentence = يُبقي الهجوم الأصناف منفصلة هنا.
mixing-a-little = مختلطة قليلًا
mixing-a-little-sentence = يخلط الهجوم الأصناف قليلًا هنا.
mixing-mixed = مختلطة
mixing-mixed-sentence = يخلط الهجوم الأصناف هنا.
points-reading = { $layer } في الشبكة { $network }، على محورين يحملان { $share } من التباين.
points-neighbours = أقرب جار نظيف هو من الصنف الصحيح عند { $clean } من النقاط، وعند { $attacked } منها بعد الهجوم ({ "\u2066" }n = { $n }{ "\u2069" }، { $attack }).

## Transfer of robustness

steps-label = التشغيل خطوةً خطوة
step-title = { "\u200F" }{ $number }. { $title }
step-normal = درّب شبكة عادية
step-robust = اجعلها متينة
step-swap = ضع البقية النظيفة
step-fall = انظر كم يكلّف ذلك
step-fine-tune = اضبط البقية
step-fine-tune-clean = اضبط البقية على النظيف
step-compare = الأمر نفسه خلف مقدمة نظيفة
step-normal-planned =
    { $epochs ->
        [one] حقبة واحدة
        [two] حقبتان
        [few] { $epochs } حقب
       *[other] { $epochs } حقبة
    }، عينات نظيفة
step-robust-planned =
    { $epochs ->
        [one] حقبة واحدة
        [two] حقبتان
        [few] { $epochs } حقب
       *[other] { $epochs } حقبة
    }، عينات مهاجَمة
step-swap-says =
    نظيفة مجددًا: { $rest ->
        [0] لا طبقة
        [1] آخر طبقة
        [2] آخر طبقتين
        [3] آخر ثلاث طبقات
        [4] آخر أربع طبقات
        [5] آخر خمس طبقات
        [few] آخر { $rest } طبقات
       *[other] آخر { $rest } طبقة
    }
step-fall-planned = الدقة تحت الهجوم
step-fine-tune-planned =
    { $epochs ->
        [one] حقبة واحدة
        [two] حقبتان
        [few] { $epochs } حقب
       *[other] { $epochs } حقبة
    } على الأكثر، المقدمة مجمدة
step-compare-planned = ماذا تستطيع البقية وحدها؟
step-compare-says = تحت الهجوم { $attacked } · تضيف المقدمة المتينة { $gain }
step-both = نظيف { $clean } · تحت الهجوم { $attacked }
step-change = تحت الهجوم { "\u2066" }{ $before } → { $after }{ "\u2069" }
step-halted = انتهى هنا
role-normal = العادية
role-robust = المتينة
role-semirobust = شبه المتينة
role-transferred = المنقولة
network-hint =
    { "\u200F" }{ $network }: { $role ->
        [normal] مدرَّبة على عينات نظيفة
        [robust] مدرَّبة على عينات مهاجَمة
        [semirobust] المقدمة المتينة وخلفها البقية النظيفة
       *[transferred] البقية مضبوطة خلف المقدمة المتينة المجمدة
    }. اضغط { $press ->
        [hide] لإخفاء
       *[show] لإظهار
    } خطوطها.
objective = على ماذا تُضبط البقية
objective-adversarial = مهاجَمة
objective-adversarial-hint = تتعلم البقية من عينات مهاجَمة عبر الشبكة كلها، كما في الورقة
objective-clean = نظيفة
objective-clean-hint = تتعلم البقية من عينات نظيفة: هل تكفي المقدمة المتينة؟
fine-tuned-on = مضبوطة على
control-clean-front = البقية مضبوطة خلف المقدمة العادية
control-clean-front-hint = تجربة ضابطة: ما تستطيعه البقية وحدها حين تُضبط على عينات مهاجَمة خلف المقدمة العادية المجمدة. والفرق هو أثر المقدمة المتينة
control-reverse = البقية المتينة خلف المقدمة العادية
control-reverse-hint = التبديل المعاكس، دون أي تدريب
control-statistics = شبه المتينة، بإحصاءات دفعات مقدَّرة من جديد
control-statistics-hint = البقية النظيفة خلف المقدمة المتينة، مع تقدير إحصاءات تطبيع الدفعات على ما تمرره تلك المقدمة
control-robust-longer = المتينة، بتدريب أطول
control-robust-longer-hint = الشبكة المتينة بعد تدريبها حقبًا إضافية بعدد حقب الضبط الدقيق
read-out-held-out = المقدمة، قراءة خطية λ
read-out-held-out-hint = الخوارزمية S1: تُستبدل بالبقية دالة خطية من كل طبقات المقدمة المتينة إلى إجابات الشبكة المتينة، ملائَمة على عينات التدريب ومهاجَمة كوحدة واحدة
read-out-last-layer = كذلك، من آخر طبقة في المقدمة وحدها
read-out-last-layer-hint = تقرأ الدالة الخطية آخر طبقة من المقدمة المتينة، لا كل طبقاتها
read-out-paper = كذلك، بطريقة الورقة
read-out-paper-hint = تُلائَم، دفعةً دفعة، على عينات الاختبار المهاجَمة التي تُقيَّم عليها، وهي مهاجَمة عبر الشبكة التي تحاكيها: فإن زادت السمات على العينات كررت إجابات الشبكة المتينة أيًّا كانت المقدمة
read-out-random = كذلك، مع λ عشوائية
read-out-random-hint = تجربة ضابطة: دالة عشوائية بالحجم نفسه
# $kept says whether the network of this epoch was kept.
tuned-epoch =
    { $epoch ->
        [0] قبله
       *[other] الحقبة { $epoch }
    }{ $kept ->
        [yes] ، محفوظة
       *[no] { "" }
    }

## Transfer of robustness: the audit of the theorem

audit = هل تَعِد المبرهنة بذلك؟
audit-empty = بعد قياس شبكة ما، تُدقَّق المبرهنة هنا: كل شرط بأرقامه، وما كانت ستضمنه، والهامش في النهاية.
# $outcome is the outcome's name in files; $missed says whether the figures would contradict the theorem.
audit-verdict =
    الشبكة { $network }: { $outcome ->
        [missed] كانت المبرهنة ستضمن هامشًا لا يقل عن { $guarantee } في النهاية، والهجوم يترك { $end }. إذن أحد شروطها غير متحقق.
        [not-missed] الهامش في النهاية، { $end }، ليس دون { $guarantee } الذي كانت المبرهنة ستضمنه. هذا لا يناقض شيئًا، ولا يثبت شيئًا ما دامت هناك شروط مفتوحة.
       *[premise-not-established]
            لا تَعِد المبرهنة بشيء، إذ لم يثبت أن المقدمة شبه متينة.{ $missed ->
                [yes] { " " }ولو ثبت ذلك لضمنت المبرهنة { $guarantee } على الأقل، والهامش في النهاية { $end }.
               *[no] { "" }
            }
    }
audit-premise-front = المقدمة شبه متينة: { "\u2066" }γ_a > 0{ "\u2069" }
audit-premise-information = تشارك كل طبقة لاحقة التي قبلها ρ_j بت على الأقل
audit-premise-growth = { "\u200F" }A2: ينمو الهامش بأكثر من { "\u2066" }1 + U_j{ "\u2069" } عند كل طبقة لاحقة
audit-premise-one-to-one = الطبقات دوال متباينة (واحد لواحد)
audit-established = ثابت
audit-open = مفتوح
audit-fails = غير متحقق
audit-front = بعد { $layer }: { $margin }. لا يثبته إلا الطرف المُثبَت.
audit-information = الأزواج فوق الصدفة: { $above } من { $of }؛ مجموعها { $sum } بت. لا يثبته أي تقدير: فبين الطبقات المتصلة القيمة الحقيقية لا نهائية، ولا تقدير يثبت أكثر بكثير من لوغاريتم عدد العينات.
audit-growth = النمو المقيس: { $least } إلى { $most }. يقع الهامش بين { "\u2066" }−1{ "\u2069" } و1، فلا ينمو بأكثر من 2؛ وU_j أكبر من 1 حيثما كان { "\u2066" }ρ_j > 0{ "\u2069" }، فيطلب A2 أكثر من 2. ولا يمكن أن يتحقق ذلك لهوامش محدودة.
audit-one-to-one = تحوّل ReLU والتجميع (pooling) مُدخلات كثيرة إلى خرج واحد.
audit-sum = { "\u2066" }Σ ρ_j{ "\u2069" }
audit-linear = المبرهنة 3، لو كانت البقية خطية
audit-linear-hint = القيمة { "\u2066" }γ_a + γ_a (n − 1 − a)(n − a) / 2{ "\u2069" }، حيث γ_a مجموع الهوامش المُثبَتة لكل طبقات المقدمة: ما كان سيُضمن لو كانت كل طبقة في البقية تركيبة خطية من الطبقات التي قبلها
audit-column-layer = الطبقة
audit-column-null = العشوائي
audit-column-growth = نمو الهامش
audit-range = تقع الهوامش هنا
audit-guarantee = الضمان { $margin } (الرمادي: ما تعطيه الصدفة)
audit-measured = المقيس { $margin }
audit-bracket = { $low } مُثبَت، { $high } تحت الهجوم
audit-picture = في الأعلى: كانت المبرهنة ستضمن { $guarantee }. في الأسفل: الهامش في النهاية، { $end }.
audit-on = { $reader }؛ { $measure }؛ { "\u2066" }n = { $n }{ "\u2069" }؛ { $attack }. الطرفان المُثبَت وتحت الهجوم لكل هامش متوسطان على العينات.

## Transfer of robustness: noise between front and rest

noise = ماذا لو قلّ اعتماد البقية على المقدمة؟
noise-finding = الشبكة { $network }: ضوضاء شدتها { $strength } من تشتت ما تمرره { $front } تخفض اعتماد { $rest } عليها من { $rho_before } إلى { $rho_after } فوق الصدفة. ويتغير الهامش تحت الهجوم من { $attacked_before } إلى { $attacked_after }، ودون هجوم من { $clean_before } إلى { $clean_after }.
noise-on = { $measure }، فوق المستوى العشوائي؛ الهوامش متوسطات على عينات الاختبار ({ "\u2066" }n = { $n }{ "\u2069" }) مع فترات ثقة { "\u2066" }95%{ "\u2069" }؛ { $attack }، عبر الضوضاء التي تُسحب مرة واحدة لكل عينة.
noise-axis = شدة الضوضاء
noise-label-rho = ρ ({ $measure })
noise-label-clean = الهامش، نظيف
noise-label-attacked = الهامش، تحت الهجوم
noise-point = عند { $strength }: { "\u2066" }ρ { $rho }{ "\u2069" }، الهامش تحت الهجوم { $margin }
noise-picture = حسب شدة الضوضاء: { $points }.

## Triage: blocks and how they are compressed

folds = الكتل
fold = دمج
unfold = فك الدمج
fold-hint = دمج { $block }: { $layers }
unfold-hint = فك دمج { $block }: { $layers }
fold-undo = تراجع
fold-undo-hint = التراجع عن آخر دمج
fold-all = دمج كلٍّ منها
grouping = كيف تُضغط الكتل المدموجة
grouping-alone = كلٌّ على حدة
grouping-alone-hint = شبكة مضغوطة لكل كتلة
grouping-together = كلها معًا
grouping-together-hint = شبكة واحدة تُضغط فيها كل الكتل (إضافتنا)
folded-label =
    { $block }: دمج { $layers ->
        [one] طبقة واحدة
        [two] طبقتين
        [few] { $layers } طبقات
       *[other] { $layers } طبقة
    } في واحدة، { $state }
folded-count = الطبقات: { "\u2066" }{ $layers } → 1{ "\u2069" }
folded-compressed = مضغوطة
folded-planned = ستُضغط
parent = الأصل
parent-hint = الشبكة التي تُضغط كتلها. الأصول المتينة ونصف المتينة إضافة من عندنا إلى الورقة
parent-kind-normal = عادي
parent-kind-robust = متين
parent-kind-half-robust = نصف متين
parent-kind-several = عدة أصول
parent-clean = عادي
parent-adversarial = متين
parent-semirobust =
    نصف متين، { $rest ->
        [one] آخر طبقة نظيفة
        [two] آخر طبقتين نظيفتين
        [few] آخر { $rest } طبقات نظيفة
       *[other] آخر { $rest } طبقة نظيفة
    }
parent-now = الدقة
parent-now-hint = على عينات الاختبار قبل أي دمج: منها تُحسب الخسائر، عدا خسائر خانات «منقولة»
parent-transferred = منقول
parent-transferred-hint = تجربة ضابطة لخانات «منقولة»: بقية الأصل، دون دمج، مدرَّبة على عينات مهاجَمة خلف مقدمته
parent-longer = بتدريب أطول
parent-longer-hint = تجربة ضابطة: الأصل، دون دمج، مدرَّبًا مدة إضافية تساوي مدة الشبكات المدموجة
parent-empty = سيظهر هنا أداؤه دون دمج.
parents-shown = الأصل
first-weights = الأوزان الأولى
first-weights-shown = الأوزان الأولى
first-weights-random = عشوائية
first-weights-random-hint = كيف تبدأ الطبقة الواحدة: بسحب عشوائي (He et al. 2015). والطرق الأخرى إضافتنا
first-weights-random-matched = عشوائية، موافَقة
first-weights-random-matched-hint = كيف تبدأ الطبقة الواحدة: بسحب عشوائي مع تطبيع يعطي قنواتها متوسطات الكتلة وانحرافاتها (إضافتنا)
first-weights-first = أوزان الأولى
first-weights-first-hint = كيف تبدأ الطبقة الواحدة: بأوزان أول طبقة في الكتلة (إضافتنا)
first-weights-last = أوزان الأخيرة
first-weights-last-hint = كيف تبدأ الطبقة الواحدة: بأوزان آخر طبقة في الكتلة (إضافتنا)
first-weights-mean = متوسط الطبقات
first-weights-mean-hint = كيف تبدأ الطبقة الواحدة: بمتوسط طبقات الكتلة (إضافتنا)
first-weights-collapse = جداء الطبقات
first-weights-collapse-hint = كيف تبدأ الطبقة الواحدة: بضرب طبقات الكتلة في واحدة، كأن لا شيء غير خطي بينها (إضافتنا)
first-weights-least-squares = المربعات الصغرى
first-weights-least-squares-hint = كيف تبدأ الطبقة الواحدة: بالدالة الأقرب إلى ما تفعله الكتلة بعينات التدريب (إضافتنا)
# Ways of training: the name, what it is, and what was done, after the name of a fold.
schemes = طرق التدريب
scheme-none = كما هي
scheme-none-hint = بعد الضغط مباشرة، دون أي تدريب
scheme-none-done = دون تدريب
scheme-local = الطبقة الجديدة فقط
scheme-local-hint = لا تتعلم إلا الطبقة الجديدة؛ وتحتفظ الأخرى بأوزانها (إضافتنا)
scheme-local-done = بعد تدريب الطبقة الجديدة
scheme-global = الشبكة كلها
scheme-global-hint = تتعلم كل الطبقات: ضبط دقيق كما في الورقة
scheme-global-done = بعد تدريب الشبكة كلها
scheme-scratch = من الصفر
scheme-scratch-hint = الشبكة المضغوطة من أوزان عشوائية، بمدة الطرق الأخرى: تجربة ضابطة (إضافتنا)
scheme-scratch-done = بعد التدريب من الصفر
scheme-distill-logits = تقطير الإجابات
scheme-distill-logits-hint = تتعلم كل الطبقات من الوسوم ومن إجابات الأصل (Hinton et al. 2015)
scheme-distill-logits-done = بعد تقطير الإجابات
scheme-distill-hint = تقطير السمات
scheme-distill-hint-hint = تتعلم الطبقة الجديدة أن تمرر ما كانت كتلتها تمرره (FitNets، Romero et al. 2015)
scheme-distill-hint-done = بعد تقطير السمات
scheme-distill-global = السمات أولًا
scheme-distill-global-hint = سمات الكتلة في نصف الحقب، ثم الشبكة كلها من الوسوم (إضافتنا)
scheme-distill-global-done = بعد تقطير السمات ثم تدريب الكل
scheme-transfer = منقولة
scheme-transfer-hint = الطبقة الجديدة على عينات مهاجَمة في نصف الحقب؛ ثم تُجمَّد المقدمة وتُدرَّب البقية على عينات مهاجَمة (إضافتنا)
scheme-transfer-done = بعد تدريب البقية خلف المقدمة المجمدة

## Triage: what was found

# A row of the table of cells: the fold, and whose.
fold-of-parent = { "\u200F" }{ $fold } · { $parent }
saved = التوفير
saved-hint = كيف تتغير كلفة الشبكة كلها حين تصير الكتلة طبقة واحدة. الوقت هو وقت تمرير أمامي لـ 100 عينة حيث جرى التشغيل، مقسومًا على وقت الأصل مع قياسهما بالتناوب؛ الوسيط على كل الخانات
saved-parameters = المعاملات
saved-multiply-adds = عمليات الضرب والجمع
saved-time = الوقت
saved-later = يُقاس أثناء التشغيل
cost-label = { $cost } بعد دمج { $fold }: { $change }
change = التغيّر
change-hint = أهمية الكتلة: كيف تتغير دقة الاختبار عن الأصل حين تُدمج. الأرقام الرفيعة: فترة الثقة تشمل 0، فلا يتميز التغيّر عن الصدفة. ما يحدث تحت الهجوم إضافتنا إلى الورقة
side-clean = نظيف
side-attacked = تحت الهجوم
change-by-scheme = حسب طريقة التدريب
change-on =
    بالنقاط المئوية، { "\u2066" }n = { $n }{ "\u2069" }، { $attack }؛ { $trials ->
        [1] { "\u2066" }95%{ "\u2069" } على عينات متزاوجة
        [two] محاولتان، والأقواس عليهما
        [few] { $trials } محاولات، والأقواس عليها
       *[other] { $trials } محاولة، والأقواس عليها
    }
cell-empty = ستقول كل خانة بكم نقطة مئوية يغيّر الدمج الدقة، النظيفة وتحت الهجوم. اختر طرق التدريب التي تريد مقارنتها.
cell-hint = أشر إلى خانة لقراءتها؛ واضغطها لترى منحناها ومرشحاتها.
cell-unasked = غير مطلوبة
cell-planned = لم تُقَس بعد
cell-under-way = قيد التنفيذ
# Before the figures of a field, for screen readers.
cell-name = { "\u200F" }{ $fold }، { $scheme }: نظيف{ " " }
cell-name-attacked = ، تحت الهجوم{ " " }
cell-label = { "\u200F" }{ $fold }، { $scheme }: { $how }
# An accuracy before and after, with the change in points.
cell-change = { "\u2066" }{ $before } → { $after } ({ $points } { $interval }){ "\u2069" }
# $first says how the layer began.
cell-reading =
    { "\u200F" }{ $folded }، { $done }، الأوزان الأولى: { $first ->
        [random] عشوائية
        [random-matched] عشوائية، موافَقة
        [first] أوزان الأولى
        [last] أوزان الأخيرة
        [mean] متوسط الطبقات
        [collapse] جداء الطبقات
       *[least-squares] المربعات الصغرى
    }؛ نظيف { $clean }، تحت الهجوم { $robust }، { "\u2066" }n = { $n }{ "\u2069" }{ $trials ->
        [0] { "" }
        [1] { "" }
        [two] ، متوسط محاولتين
        [few] ، متوسط { $trials } محاولات
       *[other] ، متوسط { $trials } محاولة
    }.
cell-reading-scratch =
    { "\u200F" }{ $folded }، { $done }: نظيف { $clean }، تحت الهجوم { $robust }، { "\u2066" }n = { $n }{ "\u2069" }{ $trials ->
        [0] { "" }
        [1] { "" }
        [two] ، متوسط محاولتين
        [few] ، متوسط { $trials } محاولات
       *[other] ، متوسط { $trials } محاولة
    }.
cell-before = قبل التدريب { $accuracy }.
convergence-never =
    لم تُبلَغ { "\u2066" }95%{ "\u2069" } من دقة الأصل خلال { $steps ->
        [one] خطوة واحدة
        [two] خطوتين
        [few] { $steps } خطوات
       *[other] { $steps } خطوة
    }.
# $spread says whether all trials reached it at the same step, $whole whether all reached it.
convergence =
    بُلغت { "\u2066" }95%{ "\u2069" } من دقة الأصل بعد { $spread ->
        [same] { $soonest }
       *[apart] { $soonest } إلى { $latest }
    } من أصل { $steps ->
        [one] خطوة واحدة
        [two] خطوتين
        [few] { $steps } خطوات
       *[other] { $steps } خطوة
    }{ $whole ->
        [all] { "" }
       *[some]
            ، في { $reached } من أصل { $trials } { $trials ->
                [few] محاولات
               *[other] محاولة
            }
    }.
recovery = ما يستعيده التدريب
recovery-empty-1 = ستُرسم هنا الدقة بعد الدمج، خطوةً خطوة،
recovery-empty-2 = بجانب خط الأصل
# The chart for those who do not see it; $scheme is the name of a training scheme or of the parent.
recovery-summary = { "\u200F" }{ $scheme }: من { $from } إلى { $to }؛ عدد الخطوات { $steps }.
recovery-hint = رسم الدقة النظيفة على عينات التحقق حسب خطوة التدريب بعد الضغط. الشريط هو فترة الثقة { "\u2066" }95%{ "\u2069" } على العينات، ولعدة محاولات المدى من الأدنى إلى الأعلى. السهمان الأيمن والأيسر لقراءة النقاط واحدة واحدة، وT لعرض الجدول.
recovery-parent = الأصل يتعلم؛ ثم تُدمج كتله
parent-line = الأصل
recovery-reading =
    { "\u200F" }{ $curve }، الخطوة { $step } (الحقبة { $epoch }): نظيف { $clean }{ $trials ->
        [0] { "" }
        [1] { "" }
        [two] { " " }في متوسط محاولتين (الأدنى { $least }، الأعلى { $most })
        [few] { " " }في متوسط { $trials } محاولات (الأدنى { $least }، الأعلى { $most })
       *[other] { " " }في متوسط { $trials } محاولة (الأدنى { $least }، الأعلى { $most })
    }، { "\u2066" }n = { $n }{ "\u2069" } من عينات التحقق
recovery-reading-beside =
    { "\u200F" }{ $curve }، الخطوة { $step } (الحقبة { $epoch }): نظيف { $clean }{ $trials ->
        [0] { "" }
        [1] { "" }
        [two] { " " }في متوسط محاولتين (الأدنى { $least }، الأعلى { $most })
        [few] { " " }في متوسط { $trials } محاولات (الأدنى { $least }، الأعلى { $most })
       *[other] { " " }في متوسط { $trials } محاولة (الأدنى { $least }، الأعلى { $most })
    }، الأصل { $parent }، { "\u2066" }n = { $n }{ "\u2069" } من عينات التحقق
steps-count =
    { $steps ->
        [one] خطوة واحدة
        [two] خطوتان
        [few] { $steps } خطوات
       *[other] { $steps } خطوة
    }
filters = المرشحات
filters-empty = ستظهر هنا مرشحات الطبقة الجديدة، قبل التدريب وبعده، وكل منها فوق أشبه مرشحات الطبقات القديمة به.
filters-none = لا شيء يُرسم: فكتل المرمّز بلا مرشحات، وتقارير الإصدارات الأقدم لم تحفظها.
filters-says = الرمادي: 0؛ الأفتح: موجب؛ لكلٍّ مقياسه
filters-before = الأوزان الأولى
filters-after = بعد التدريب
filters-fewer = أقل
filters-rank-hint = كم اتجاهًا تستخدم المرشحات، حسب إنتروبيا قيمها المفردة (Roy and Vetterli 2007)
filters-nearest-hint = كل مرشح جديد مع شريك خاص به بحيث يكون مجموع { "\u2066" }|cosine|{ "\u2069" } أكبر ما يمكن؛ وبجانبه ما تبلغه مرشحات عشوائية جديدة
filters-all = الكل ({ $count })
filters-of =
    لـ { $fold }، { $scheme }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] ، المحاولة الأولى
    }
filters-nearest = الأقرب في { $layer }
filters-cosine = { "\u2066" }|cos| { $mean }{ "\u2069" }، بالصدفة { $chance }
filters-incomparable = لا تمكن المقارنة
filter-partner = المرشح { $filter }، { "\u2066" }|cos| { $cosine }{ "\u2069" }
filters-ranks = الرتبة الفعالة { $rank }؛ { $layers }.
filters-rank-of = { "\u200F" }{ $layer } { $rank }
filter-number = المرشح { $filter }

## Claims of the papers

claims = ما تدّعيه الورقة
claims-transfer-hint = ادعاءات arXiv 2307.03803، كلٌّ مع الرقم الذي يحسمه ومتوسطه وفترة ثقته { "\u2066" }95%{ "\u2069" } على المحاولات
claims-triage-hint = ادعاءات arXiv 1801.04651، كلٌّ مع الرقم الذي يحسمه ومتوسطه وفترة ثقته { "\u2066" }95%{ "\u2069" } على المحاولات؛ الاختبارات وهامش النقطتين المئويتين والادعاء عن المتانة إضافتنا. قيم p للادعاءات التي لم تُسمَّ قبل التشغيل مصحَّحة بطريقة Holm
claims-on =
    { $trials ->
        [1] محاولة واحدة: لا حكم
        [two] محاولتان؛ الأقواس: { "\u2066" }95%{ "\u2069" } على المحاولتين
        [few] { $trials } محاولات؛ الأقواس: { "\u2066" }95%{ "\u2069" } على المحاولات
       *[other] { $trials } محاولة؛ الأقواس: { "\u2066" }95%{ "\u2069" } على المحاولات
    }
claim-holds = يصح
claim-fails = لا يصح
claim-open = مفتوح
claim-not-testable = لا يُختبر
claim-primary = سُمّي قبل التشغيل
claim-p = { "\u2066" }p { $p }{ "\u2069" }
claim-p-corrected = { "\u200F" }{ "\u2066" }p { $p }{ "\u2069" }، بعد التصحيح { $corrected }
no-verdict-too-few-trials = لا حكم بأقل من ثلاث محاولات
no-verdict-no-variance = لا حكم: أحد الفروق واحد في كل المحاولات
no-verdict-starts-above = تبدأ الشبكات فوق { "\u2066" }95%{ "\u2069" } من دقة الأصل، فلا شيء يُسرَّع
no-verdict-no-robustness = الأصل يكاد لا يكون متينًا، فلا شيء يُخسر
# What a figure is of, and the figure.
claim-figure = { "\u200F" }{ $of }: { $figure }
# Each claim has its sentence and, under -of, what its figure is. Acc* is the accuracy of the robust network, Acc_sr that of
# the one with a clean rest, Acc~ that after fine-tuning; f_b is the rest.
claim-loss =
    مع بقية نظيفة من { $rest ->
        [one] طبقة واحدة
        [two] طبقتين
        [few] { $rest } طبقات
       *[other] { $rest } طبقة
    } تكون الشبكة أقل متانة مما لو كانت كلها متينة.
claim-loss-of = { "\u2066" }Acc* − Acc_sr{ "\u2069" } تحت الهجوم، كنسبة من عينات الاختبار
claim-loss-grows = كلما زاد عدد الطبقات النظيفة، زادت المتانة المفقودة.
claim-loss-grows-of =
    Acc_sr مع بقية نظيفة من { $small ->
        [one] طبقة واحدة
        [two] طبقتين
        [few] { $small } طبقات
       *[other] { $small } طبقة
    } − من { $large ->
        [one] طبقة واحدة
        [two] طبقتين
        [few] { $large } طبقات
       *[other] { $large } طبقة
    }، تحت الهجوم
claim-recovery =
    الضبط الدقيق وحده على { $rest ->
        [one] آخر طبقة
        [two] آخر طبقتين
        [few] آخر { $rest } طبقات
       *[other] آخر { $rest } طبقة
    } بعينات { $objective ->
        [clean] نظيفة
       *[adversarial] مهاجَمة
    } يستعيد المتانة كلها تقريبًا ({ "\u2066" }{ $share }%{ "\u2069" } على الأقل).
claim-recovery-of = { "\u2066" }Acc~ / Acc*{ "\u2069" } تحت الهجوم
claim-reaches-goal =
    الضبط الدقيق وحده على { $rest ->
        [one] آخر طبقة
        [two] آخر طبقتين
        [few] آخر { $rest } طبقات
       *[other] آخر { $rest } طبقة
    } بعينات { $objective ->
        [clean] نظيفة
       *[adversarial] مهاجَمة
    } يبلغ متانة الشبكة المتينة{ $points ->
        [0] { "" }
        [one] ، ناقص نقطة مئوية واحدة
        [two] ، ناقص نقطتين مئويتين
        [few] ، ناقص { $points } نقاط مئوية
       *[other] ، ناقص { $points } نقطة مئوية
    }.
claim-reaches-goal-of = { "\u2066" }Acc~ − (Acc* − k){ "\u2069" } تحت الهجوم
claim-front-effect =
    المقدمة المتينة هي التي تعيد المتانة، لا الضبط الدقيق بحد ذاته على { $rest ->
        [one] آخر طبقة
        [two] آخر طبقتين
        [few] آخر { $rest } طبقات
       *[other] آخر { $rest } طبقة
    }.
claim-front-effect-of = الدقة تحت الهجوم حين تُضبط البقية على عينات مهاجَمة خلف المقدمة المتينة − خلف المقدمة النظيفة
claim-dependency-rises =
    كلما طال الضبط الدقيق على عينات مهاجَمة، زاد { $rest ->
        [one] اعتماد آخر طبقة
        [two] اعتماد آخر طبقتين
        [few] اعتماد آخر { $rest } طبقات
       *[other] اعتماد آخر { $rest } طبقة
    } على ما قبلها.
claim-dependency-rises-of = { "\u200F" }EDGE فوق المستوى العشوائي، متوسط أزواج f_b، آخر حقبة − قبل الأولى، بالبت
claim-dependency-suffices = عمليات الضبط الدقيق التي تبلغ هدفها أقوى اعتمادًا من التي لا تبلغه.
claim-dependency-suffices-of = { "\u200F" }EDGE فوق المستوى العشوائي عند آخر حقبة، متوسط أزواج f_b، لما يبلغ { "\u2066" }Acc* − k{ "\u2069" } − لما لا يبلغه من القطع نفسه، بالبت
claim-dependency-follows =
    كلما اقترب الضبط الدقيق لـ { $rest ->
        [one] آخر طبقة
        [two] آخر طبقتين
        [few] آخر { $rest } طبقات
       *[other] آخر { $rest } طبقة
    } على عينات مهاجَمة من هدفه، زاد الاعتماد قوة.
claim-dependency-follows-of = ارتباط الرتب، على حقب الضبط الدقيق، بين EDGE فوق المستوى العشوائي (متوسط أزواج f_b) والدقة تحت الهجوم
claim-recovery-shrinks =
    كلما قلّت الطبقات المضبوطة على عينات { $objective ->
        [clean] نظيفة
       *[adversarial] مهاجَمة
    }، استعاد الضبط الدقيق أكثر.
claim-recovery-shrinks-of =
    { "\u2066" }Acc~{ "\u2069" } بضبط { $small ->
        [one] طبقة واحدة
        [two] طبقتين
        [few] { $small } طبقات
       *[other] { $small } طبقة
    } − بضبط { $large ->
        [one] طبقة واحدة
        [two] طبقتين
        [few] { $large } طبقات
       *[other] { $large } طبقة
    }، تحت الهجوم
claim-dependency-falls = كلما اقتربت الطبقات من الخرج، قلّ اعتمادها على التي قبلها.
claim-dependency-falls-of =
    { "\u200F" }EDGE فوق المستوى العشوائي، أول زوج − آخر زوج في f_b ذات { $rest ->
        [one] طبقة واحدة
        [two] طبقتين
        [few] { $rest } طبقات
       *[other] { $rest } طبقة
    }، بالبت
claim-scheme-none = دمج فقط
claim-scheme-local = بتدريب الطبقة الجديدة
claim-scheme-global = بتدريب الشبكة كلها
claim-scheme-scratch = بالتدريب من الصفر
claim-scheme-distill-logits = بتقطير الإجابات
claim-scheme-distill-hint = بتقطير السمات
claim-scheme-distill-global = بتقطير السمات ثم تدريب الكل
claim-scheme-transfer = بتدريب البقية خلف المقدمة المجمدة
# $parent and $first (the first weights) are the names that stand in files, $scheme is a phrase above.
claim-blocks-alike = لا تعتمد الدقة النهائية على الكتلة التي ضُغطت ({ $scheme }).
claim-blocks-alike-of =
    أكبر فرق بين كتلتين، نظيف، مع فترة { "\u2066" }90%{ "\u2069" } تصح لكل الأزواج معًا؛ يُؤيَّد حين تقع كل الأزواج ضمن { $points ->
        [one] نقطة مئوية واحدة
        [two] نقطتين مئويتين
        [few] { $points } نقاط مئوية
       *[other] { $points } نقطة مئوية
    }، وإلا فيُدحَض حين تختلف الرتب داخل المحاولات عند { $alpha }؛ { $ranks }؛ الأصل { $parent }{ $first ->
        [none] { "" }
       *[other] ، الأوزان الأولى { $first }
    }
claim-ranks = { "\u2066" }Kruskal–Wallis H = { $h }, p { $p }, ε² = { $epsilon_squared }{ "\u2069" }
claim-ranks-friedman =
    { "\u200F" }{ "\u2066" }Friedman Q = { $q }{ "\u2069" }، { $how ->
        [sampled] { "\u2066" }p{ "\u2069" } من { "\u2066" }99,999{ "\u2069" } تبديلًا
       *[exact] { "\u2066" }p{ "\u2069" } الدقيق
    } { $p }، { "\u2066" }Kendall’s W = { $w }{ "\u2069" }
claim-ranks-same = الكتل متساوية في كل محاولة
claim-recovers-parent =
    الضبط الدقيق للنموذج كله يستعيد أو يتجاوز دقة { $parent ->
        [longer] الأصل المدرَّب مدة مماثلة ({ "\u2066" }parent+{ "\u2069" })
       *[as-it-is] الأصل
    } (حتى { $points ->
        [one] نقطة مئوية واحدة
        [two] نقطتين مئويتين
        [few] { $points } نقاط مئوية
       *[other] { $points } نقطة مئوية
    }).
claim-recovers-parent-of =
    دقة الشبكات الناتجة − دقة { $control ->
        [longer] الأصل المدرَّب مدة مماثلة ({ "\u2066" }parent+{ "\u2069" })
       *[as-it-is] الأصل
    }، متوسط الكتل، نظيف؛ الأصل { $parent }، الأوزان الأولى { $first }
claim-exceeds-parent =
    الضبط الدقيق للنموذج كله يتجاوز دقة { $parent ->
        [longer] الأصل المدرَّب مدة مماثلة ({ "\u2066" }parent+{ "\u2069" })
       *[as-it-is] الأصل
    }.
claim-distillation-area = التقطير ({ $scheme }) يسرّع التقارب (المساحة تحت المنحنى).
claim-distillation-area-of =
    متوسط الدقة أثناء التدريب مع التقطير − دونه، متوسط الكتل{ $aside ->
        [0] { "" }
        [one] ، استُبعد زوج شبكات واحد يبدأ فوق { "\u2066" }95%{ "\u2069" }
        [two] ، استُبعد زوجا شبكات يبدآن فوق { "\u2066" }95%{ "\u2069" }
        [few] ، استُبعدت { $aside } أزواج شبكات تبدأ فوق { "\u2066" }95%{ "\u2069" }
       *[other] ، استُبعد { $aside } زوج شبكات تبدأ فوق { "\u2066" }95%{ "\u2069" }
    }؛ الأصل { $parent }، الأوزان الأولى { $first }
claim-distillation-hastens = التقطير ({ $scheme }) يسرّع التقارب (الخطوات).
claim-distillation-hastens-of =
    عدد الخطوات حتى { "\u2066" }95%{ "\u2069" } من دقة الأصل دون التقطير − معه، متوسط الكتل؛ { $steps } حيث لم تُبلَغ{ $aside ->
        [0] { "" }
        [one] ، استُبعد زوج شبكات واحد يبدأ عندها
        [two] ، استُبعد زوجا شبكات يبدآن عندها
        [few] ، استُبعدت { $aside } أزواج شبكات تبدأ عندها
       *[other] ، استُبعد { $aside } زوج شبكات تبدأ عندها
    }؛ الأصل { $parent }، الأوزان الأولى { $first }
claim-distillation-holds =
    التقطير ({ $scheme }) يُبقي الدقة عند دقة الأصل حدًّا أعلى (حتى { $points ->
        [one] نقطة مئوية واحدة
        [two] نقطتين مئويتين
        [few] { $points } نقاط مئوية
       *[other] { $points } نقطة مئوية
    } فوقها).
claim-distillation-holds-of = دقة الشبكات الناتجة − دقة الأصل، متوسط الكتل، نظيف{ $without }؛ الأصل { $parent }، الأوزان الأولى { $first }
claim-distillation-holds-without = ؛ الناتجة بالضبط الدقيق − هذه، بالنقاط المئوية: { "\u2066" }{ $value } [{ $low }, { $high }]{ "\u2069" }
claim-transfer-holds =
    مع ضغط { $block }، يستعيد الضبط الدقيق لـ f_b على عينات مهاجَمة من المتانة ما يستعيده دون الضغط (حتى { $points ->
        [one] نقطة مئوية واحدة
        [two] نقطتين مئويتين
        [few] { $points } نقاط مئوية
       *[other] { $points } نقطة مئوية
    }؛ إضافتنا).
claim-transfer-holds-of = الدقة تحت الهجوم مع ضغط الكتل − دونه، كلاهما بعد الضبط الدقيق لـ f_b؛ الأصل { $parent }، الأوزان الأولى { $first }
claim-interaction = ما تكلّفه الكتلة من الدقة وما تكلّفه من المتانة يختلفان من كتلة إلى أخرى ({ $scheme }؛ إضافتنا).
claim-interaction-of =
    أكبر فرق بين كتلتين في (الهبوط دون هجوم − الهبوط تحت الهجوم)، مع فترة { "\u2066" }90%{ "\u2069" } تصح لكل الأزواج معًا؛ يُؤيَّد حين تختلف الرتب داخل المحاولات عند { $alpha } ولا تقع كل الأزواج ضمن { $points ->
        [one] نقطة مئوية واحدة
        [two] نقطتين مئويتين
        [few] { $points } نقاط مئوية
       *[other] { $points } نقطة مئوية
    }؛ { $ranks }؛ الأصل { $parent }، الأوزان الأولى { $first }

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
method-noise = ضوضاء
# PGD with its number of steps.
attack-label-steps = { "\u2066" }{ $method }-{ $steps }{ "\u2069" }

## Classes of the data sets

# Of a set whose classes are not named here.
class-number = الصنف { $number }
class-upper-moon = الهلال العلوي
class-lower-moon = الهلال السفلي
# The outer of two circles.
class-ring = حلقة
class-disc = قرص
# Of a spiral.
class-first-arm = الذراع الأولى
class-second-arm = الذراع الثانية
# A cloud of points.
class-left = يسار
class-right = يمين
class-top = أعلى
class-t-shirt = تيشيرت
class-trouser = بنطال
class-pullover = كنزة
class-dress = فستان
class-coat = معطف
class-sandal = صندل
class-shirt = قميص
class-sneaker = حذاء رياضي
class-bag = حقيبة
class-boot = جزمة
class-airplane = طائرة
class-automobile = سيارة
class-bird = طائر
class-cat = قطة
class-deer = غزال
class-dog = كلب
class-frog = ضفدع
class-horse = حصان
class-ship = سفينة
class-truck = شاحنة
class-apple = تفاحة
class-aquarium-fish = سمكة زينة
class-baby = رضيع
class-bear = دب
class-beaver = قندس
class-bed = سرير
class-bee = نحلة
class-beetle = خنفساء
class-bicycle = دراجة هوائية
class-bottle = زجاجة
class-bowl = وعاء
class-boy = صبي
class-bridge = جسر
class-bus = حافلة
class-butterfly = فراشة
class-camel = جمل
# Of food or drink.
class-can = علبة معدنية
class-castle = قلعة
class-caterpillar = يسروع
class-cattle = بقر
class-chair = كرسي
class-chimpanzee = شمبانزي
class-clock = ساعة
class-cloud = سحابة
class-cockroach = صرصور
class-couch = أريكة
class-crab = سلطعون
class-crocodile = تمساح
class-cup = كوب
class-dinosaur = ديناصور
class-dolphin = دلفين
class-elephant = فيل
class-flatfish = سمكة مفلطحة
class-forest = غابة
class-fox = ثعلب
class-girl = فتاة
class-hamster = هامستر
class-house = منزل
class-kangaroo = كنغر
class-keyboard = لوحة مفاتيح
class-lamp = مصباح
class-lawn-mower = جزازة عشب
class-leopard = نمر أرقط
class-lion = أسد
class-lizard = سحلية
class-lobster = كركند
class-man = رجل
class-maple-tree = شجرة قيقب
class-motorcycle = دراجة نارية
class-mountain = جبل
# The animal.
class-mouse = فأر
class-mushroom = فطر
class-oak-tree = شجرة بلوط
# The fruit.
class-orange = برتقالة
class-orchid = أوركيد
class-otter = ثعلب الماء
class-palm-tree = نخلة
class-pear = إجاصة
class-pickup-truck = شاحنة صغيرة
class-pine-tree = شجرة صنوبر
# A landscape.
class-plain = سهل
class-plate = طبق
class-poppy = خشخاش
class-porcupine = نيص
class-possum = أبوسوم
class-rabbit = أرنب
class-raccoon = راكون
# The fish.
class-ray = سمكة الراي
class-road = طريق
class-rocket = صاروخ
class-rose = وردة
class-sea = بحر
# The animal.
class-seal = فقمة
class-shark = قرش
class-shrew = زبابة
class-skunk = ظربان
class-skyscraper = ناطحة سحاب
class-snail = حلزون
class-snake = أفعى
class-spider = عنكبوت
class-squirrel = سنجاب
class-streetcar = ترام
class-sunflower = دوّار الشمس
class-sweet-pepper = فلفل حلو
class-table = طاولة
# The vehicle.
class-tank = دبابة
class-telephone = هاتف
class-television = تلفاز
class-tiger = ببر
class-tractor = جرّار
class-train = قطار
class-trout = سلمون مرقط
class-tulip = توليب
class-turtle = سلحفاة
class-wardrobe = خزانة ملابس
class-whale = حوت
class-willow-tree = شجرة صفصاف
class-wolf = ذئب
class-woman = امرأة
class-worm = دودة
# A fish.
class-tench = سمكة التنش
class-english-springer = كلب سبرنغر إنجليزي
class-cassette-player = مشغّل كاسيت
class-chain-saw = منشار جنزيري
class-church = كنيسة
class-french-horn = بوق فرنسي
class-garbage-truck = شاحنة نفايات
class-gas-pump = مضخة وقود
class-golf-ball = كرة غولف
class-parachute = مظلة هبوط

## One's own things: drawings, pictures, points, training sets, weights

own = جرِّبها بشيء من عندك
own-stays = كل ما هنا يقرؤه متصفحك ويبقى فيه: لا يُرسل شيء إلى أي مكان.
# The parts of the panel.
own-tab-draw = رسم
own-tab-pictures = صور
own-tab-points = نقاط
own-tab-training = مجموعة تدريب
own-tab-weights = أوزان
own-choose = اختر ملفات
own-busy = هناك تشغيل جارٍ: أوقفه أو انتظر نهايته، ثم درّب على عيناتك.
own-reading = قيد القراءة…
own-asking = جارٍ سؤال الشبكة…
own-no-network = لا توجد شبكة تُسأل: اضغط «تدريب» أو افتح ملف أوزان، فيظهر الجواب هنا وحده. ولا تُحفظ أوزان التجارب من زيارة سابقة.
own-network-run =
    سُئلت: شبكة هذا التشغيل، { $step ->
        [zero] قبل أي خطوة تدريب
        [one] بعد خطوة تدريب واحدة
        [two] بعد خطوتي تدريب
        [few] بعد { $step } خطوات تدريب
       *[other] بعد { $step } خطوة تدريب
    }.
# $network is the name of one of the transfer's networks.
own-network-role = سُئلت: الشبكة «{ $network }» من هذا التشغيل.
own-network-file = سُئلت: شبكة { $name }.
own-network-page = تُسأل شبكة الأرقام المكتوبة بخط اليد المرفقة بالصفحة ({ $network })، لعدم وجود شبكة مدرّبة الآن (لا تُحفظ أوزان التجارب من زيارة سابقة). وبعد أن تدرّب شبكة، تُسأل شبكتك.
own-ready = أي شبكة تُسأل
own-attack = { "\u2066" }{ $method }, ε { $epsilon }{ "\u2069" }
own-says-one =
    { $outcome ->
        [kept] تقول { $before }، وتبقى على ذلك تحت الهجوم ({ $attack }).
       *[changed] تقول { $before }. وتحت الهجوم ({ $attack }) تقول { $after }.
    }
own-says-several = يغيّر الهجوم ({ $attack }) { $changed } من أصل { $of } من الإجابات.
own-says-tested = على { $n } من عينات الاختبار تصيب في { $clean } منها، وتحت الهجوم ({ $attack }) في { $robust }.
# How a drawing gets the form of a data set.
own-fit-digits = يُقتطع رسمك ويُحجَّم حتى يملأ الحقل { "\u2066" }8 × 8{ "\u2069" } ويوضع في وسطه، كما في مجموعة البيانات هذه.
own-fit-mnist = يُقتطع رسمك ويُحجَّم إلى { "\u2066" }20 × 20{ "\u2069" } من { "\u2066" }28 × 28{ "\u2069" } بكسلًا، ويوضع مركز كتلته في الوسط، كما في مجموعة البيانات هذه.
own-fit-fashion-mnist = يُقتطع رسمك ويُحجَّم حتى يملأ أطول أضلاعه 28 بكسلًا، ويوضع في الوسط، كما في مجموعة الملابس هذه: ارسم حذاءً أو قميصًا أو حقيبة.
own-fit-other = يُقتطع رسمك ويُحجَّم حتى يملأ أطول أضلاعه الصورة، ويوضع في الوسط.
own-draw-plane = تأخذ هذه الشبكة نقاطًا، توضع في «نقاط»، لا رسومًا. اختر مجموعة بيانات من الصور لترسم.
own-draw-first = ارسم شيئًا: تجيب الشبكة حالما ترفع القلم.
own-sheet = ورقة للرسم
own-sheet-keys = بلوحة المفاتيح: الأسهم تحرك العلامة، ومفتاح المسافة يضع نقطة، وShift مع سهم يرسم خطًا.
own-seen = ما تراه الشبكة
own-stays-answer = الجواب باقٍ
own-changes-answer = الجواب يتغير
own-tools = الأدوات
own-pen = قلم
own-eraser = ممحاة
own-undo = تراجع
own-clear = مسح
own-pictures-drop = أفلِت صورًا في أي موضع من الصفحة (PNG أو JPEG أو WebP)، أو اختر بعضها.
own-pictures-choose = اختر صورًا
own-pictures-how = يُحجَّم أكبر مربع في وسط كل صورة إلى { $shape }.
own-pictures-black = حيث تكون الحافة فاتحة يُبدَّل الأسود والأبيض، لأن مجموعة البيانات هذه تُظهر أشياء فاتحة على سواد.
own-pictures-left = يُعرض منها أول { $shown }، وتُرك { $left } غيرها.
own-pictures-first = أفلِت صورة لترى ما تقوله الشبكة عنها، وكم يكفي من القليل لتغيّر رأيها.
own-plane = مستوى لوضع النقاط
own-plane-keys = انقر لتضع نقطة، واسحبها لتحركها. بلوحة المفاتيح: الأسهم تحرك العلامة، ومفتاح المسافة يضع نقطة أو يلتقطها، وShift مع سهم يحركها، وDelete يحذفها.
own-class = صنف النقاط التالية
own-class-name = الصنف { $letter }
own-point-delete = احذف النقطة
own-points-count =
    { $points ->
        [zero] لا نقاط
        [one] نقطة واحدة
        [two] نقطتان
        [few] { $points } نقاط
       *[other] { $points } نقطة
    } في { $classes ->
        [zero] 0 صنف
        [one] صنف واحد
        [two] صنفين
        [few] { $classes } أصناف
        [many] { $classes } صنفًا
       *[other] { $classes } صنف
    }.
own-points-need = ضع ما لا يقل عن { $least } من النقاط لكل صنف من صنفين أو ثلاثة: تُحفظ كل نقطة خامسة للاختبار.
own-points-train = درّب على هذه النقاط
own-training-drop = أفلِت مجلدًا أو ملف zip فيه مجلد صور لكل صنف، كالقطط والكلاب.
own-training-folder = اختر مجلدًا
own-training-files = اختر ملف zip أو ملفات بيانات
own-training-limits = من { $fewest } إلى { $most } أصناف، في كل منها { $least } من الصور على الأقل، ومجموعها { $pictures } صورة على الأكثر، وكل صورة حتى 20 ميغابايت. وتُحفظ كل صورة خامسة من الصنف للاختبار.
own-training-official = تصلح أيضًا ملفات MNIST وFashion-MNIST وCIFAR كما ينشرها أصحابها: train-images-idx3-ubyte.gz مع الثلاثة الأخرى معًا، أو من { "\u2066" }data_batch_1.bin{ "\u2069" } إلى { "\u2066" }test_batch.bin{ "\u2069" }.
own-training-found = ما عُثر عليه
own-training-class = الصنف
own-training-pictures = الصور
own-training-form-label = شكل العينات
own-training-form =
    { $colour ->
        [colour] بالألوان
       *[grey] رمادية
    }، { "\u2066" }{ $height } × { $width }{ "\u2069" }
own-training-start = درّب على هذه الصور
own-training-progress = قُرئت { $done } من { $of } صورة
own-weights-drop = أفلِت ملف { "\u2066" }.safetensors{ "\u2069" } أو { "\u2066" }.pth{ "\u2069" }: من تشغيل لهذا البرنامج، أو من شبكة PyTorch في أحد الأشكال المعروفة.
own-weights-choose = اختر أوزانًا
own-weights-how = تُعرف الشبكة من أسماء موتراتها وأشكالها. وحيث تناسبها عدة مجموعات بيانات تؤخذ المجموعة المختارة في الأعلى. من ملف { "\u2066" }.pth{ "\u2069" } يُقرأ قاموس الحالة (state dict)، حتى داخل نقطة حفظ؛ ولا تُنفَّذ أي شيفرة فيه.
own-weights-are = { "\u200F" }{ $name } شبكة { $network } فيها { $parameters } من المعاملات، للبيانات { $data }.
own-weights-forget = اسأل شبكة التشغيل مجددًا
own-weights-no-test = لا توجد هنا عينات اختبار من { $data }: أحضر ملفاتها في «مجموعة تدريب»، أو ارسم صورة أو أفلِتها لتُهاجَم.
own-weights-empty = ليس في الملف موترات.
own-weights-unknown = في الملف { $tensors } من الموترات، مثل { $name } ذي الشكل { $shape }، لا تناسب أي شبكة معروفة: اختر في الأعلى الشبكة والبيانات التي هي لها، وافتح الملف مجددًا.
own-network-gone = لم تعد هذه الشبكة محفوظة: درّب من جديد، أو افتح أوزانها مجددًا.
own-incomplete = وصل ما أُحضر ناقصًا: جرّب مجددًا.
own-device-failed = تعذر سؤال الشبكة: { $reason }.
own-files-here = وصلت { $data }: { $train } من عينات التدريب و{ $test } من عينات الاختبار؛ وعدد ما يستخدمه التشغيل يُضبط في «المزيد».
# $missing says which half there is none of.
own-files-half =
    لم يصل من { $data } إلا نصف: أحضر أيضًا ملفات { $missing ->
        [train] التدريب
       *[test] الاختبار
    }.
own-problem-picture = تتعذر قراءة { $name } بصفته صورة: احفظه بصيغة PNG أو JPEG أو WebP.
own-problem-no-pictures = ليس فيه صور: أعطِ ملفات PNG أو JPEG أو WebP، في مجلد لكل صنف كي تُدرَّب عليها شبكة.
own-problem-too-large = { "\u200F" }{ $name } أكبر من { $limit } ميغابايت، وهو أقصى ما تقرؤه الصفحة.
own-problem-too-many = عددها { $found }، وتقبل الصفحة { $limit } على الأكثر: استبعد بعضها.
own-problem-classes =
    { $found ->
        [zero] لا صنف هنا
        [one] هنا صنف واحد
        [two] هنا صنفان
        [few] هنا { $found } أصناف
        [many] هنا { $found } صنفًا
       *[other] هنا { $found } صنف
    }، ولمجموعة التدريب من 2 إلى 10: أعطِ كل صنف مجلدًا خاصًا به.
own-problem-few =
    في الصنف { $class } { $found ->
        [zero] 0 عينة
        [one] عينة واحدة
        [two] عينتان
        [few] { $found } عينات
       *[other] { $found } عينة
    }، والحد الأدنى لكل صنف { $least }.
own-problem-zip = تتعذر قراءة ملف zip المسمى { $name } ({ $reason }): اضغطه من جديد دون كلمة مرور، بالطريقة المعتادة.
own-problem-bomb = في ملف zip المسمى { $name } أكثر مما يذكر أو أكثر من { $limit } ميغابايت: لم يُفك ضغطه.
own-problem-traversal = في ملف zip المسمى { $name } المسار { $path }، وهو يقود إلى خارجه: لم يُفك ضغطه.
data-error-no-labels = الوسوم التابعة للملف { $name } ناقصة: أعطِ الملفين معًا.
data-error-no-images = الصور التابعة للملف { $name } ناقصة: أعطِ الملفين معًا.
data-error-mixed = { "\u200F" }{ $name } من مجموعة بيانات غير التي منها الملفات قبله: أعطِ ملفات مجموعة واحدة.
data-error-unknown-set = { "\u200F" }{ $name } ليس من أي مجموعة بيانات معروفة: أعطِ ملفات MNIST أو Fashion-MNIST أو CIFAR-10 أو CIFAR-100 كما ينشرها أصحابها.
data-error-record = ملف البيانات { $name } تالف عند البايت { $offset }: سجل من { $size } بايت ينتهي بعد { $found }؛ احصل على الملف من جديد.

## Files and links

busy-to-open = هناك تشغيل جارٍ: أوقفه أو أعد الضبط، ثم افتح الملف.
busy-to-link = هناك تشغيل جارٍ: أوقفه أو أعد الضبط، ثم افتح الرابط مجددًا.
file-cut-off = ينتهي { $name } في المنتصف، عند السطر { $line }، العمود { $column }: انسخه أو صدّره من جديد. لم يتغير شيء.
file-no-json = { $name } ليس JSON (السطر { $line }، العمود { $column }): افتح ملف report.json أو { "\u2066" }.experiment.toml{ "\u2069" }. لم يتغير شيء.
# $what is the mistake, in the words of the program that reads JSON.
file-mistake = في { $name } خطأ عند السطر { $line }: { $what }. أصلح هذا السطر وافتحه مجددًا. لم يتغير شيء.
file-neither = { $name } ليس تقريرًا ولا تجربة من Layerlab: افتح ملف report.json أو { "\u2066" }.experiment.toml{ "\u2069" }.
file-unsound = لا يمكن استخدام { $name }. { $error } لم يتغير شيء.
file-too-large = { $name } أكبر من 32 ميغابايت، والتقارير أصغر من ذلك بكثير: افتح ملف report.json أو { "\u2066" }.experiment.toml{ "\u2069" }.
file-unreadable = لم يتمكن المتصفح من قراءة { $name }: تأكد من أنه ما زال موجودًا، ثم افتحه مجددًا.
opened-experiment = فُتحت التجربة { $name }. اضغط «تدريب» لتشغيلها.
opened-report = فُتح { $name }.
link-version = إصدار الرابط «{ $version }»، وهذه الصفحة تقرأ الإصدار { $supported }: تُعرض الإعدادات الافتراضية بدلًا منه.
# $problems lists the messages below.
link-broken = في الرابط: { $problems }.
link-broken-key = «{ $key }» غير معروف هنا
link-broken-value = قيمة «{ $key }» هي «{ $value }»، والمطلوب { $give } (استُخدم { $instead } بدلًا منها)
# What the value of a property should be ($give above).
expected-positive = عدد صحيح، 1 أو أكثر
expected-whole = عدد صحيح، 0 أو أكثر
expected-distance = عدد، 0 أو أكثر، مثل 0.1
expected-share = نسبة من 0 إلى 1، مثل 0.01
expected-rate = عدد أكبر من 0، مثل 0.05
expected-momentum = عدد من 0 إلى ما دون 1، مثل 0.9
expected-some-of = بعض { $names }، تفصل بينها نقاط
expected-cut = 0 إلى { $layers }
expected-cuts = أعداد طبقات تفصل بينها نقاط، مثل { "\u2066" }2.3{ "\u2069" }
expected-widths-list = أعداد صحيحة يفصل بينها { "\u2066" }-{ "\u2069" }، مثل { "\u2066" }64-64-64{ "\u2069" }
expected-widths-three = ثلاثة أعداد صحيحة لشبكة cnn، مثل { "\u2066" }16-32-64{ "\u2069" }
expected-widths-stages = قنوات كل مرحلة، والالتفافات في المرحلة، وعرض، مثل { "\u2066" }8-16-32-2-32{ "\u2069" }
expected-widths-fixed = تركها فارغة: لهذه الشبكة قيم عرضها المعتادة
expected-phases = مراحل مثل { "\u2066" }2-clean-clean{ "\u2069" }
expected-attacks = أسماء هجمات مثل { "\u2066" }fgsm,square{ "\u2069" }
expected-blocks = { "\u200F" }every أو none أو أسماء كتل مثل { "\u2066" }conv1-2.conv3-4{ "\u2069" }
expected-table = جدول كما في ملف، مثل { "\u2066" }{ $example }{ "\u2069" }

## Mistakes in an experiment
## 
## Keys such as data.train are those of the file; figures are written as in the file.

experiment-error-version = إصدار التجربة { $found }، وهذا البرنامج يقرأ الإصدار { $supported }؛ صدّرها من جديد، أو استخدم البرنامج الذي كتبها.
experiment-error-phases-beside-protocol = في التجربة phases وprotocol معًا: احذف phases، فـ protocol يحدد ما يُدرَّب.
experiment-error-rest-outside = في protocol.rest قطع يجعل عدد طبقات f_b { $rest }، ومع هذه الشبكة يمكن أن يكون من 1 إلى { $most }.
experiment-error-no-blocks = ليس في الشبكة كتلة من طبقتين أو أكثر يمكن أن تحل محلها طبقة واحدة: استخدم { "\u2066" }kind = "block-cnn"{ "\u2069" } أو { "\u2066" }"vgg"{ "\u2069" } أو mlp بطبقتين خفيتين أو أكثر.
experiment-error-cut-inside-block = في protocol.parents شبكة semirobust عدد طبقات f_b فيها { $rest }، فتقطع الكتلة { $block } إلى جزأين: انقل القطع إلى حافتها، أو استثنِ الكتلة.
experiment-error-distillation-needs-pgd = في protocol.schemes تقطير لأصل متين، وهو لا يعمل إلا مع الدفاع pgd: احذف الدفاع أو التقطير.
experiment-error-few-per-class = قيمة protocol.measure.samples هي { $asked }، لكن الاعتماد يُقاس داخل كل صنف: أعطِ { $least } أو أكثر، أو 0 لترك γ وρ.
# $network is a kind of network, $shape is channels × height × width.
experiment-error-network-does-not-fit =
    الشبكة { $network } لا تناسب عينات شكلها { $shape }: { $network ->
        [mlp] أعطِ قيم عرض من 1 إلى 65536
        [block-cnn] كل مرحلة تنصّف أضلاع الصورة، فقلّل عدد المراحل، أو استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى؛ وقيم عرض لا تقل عن 1
        [alexnet] تأخذ صورًا ضلعها 32 بكسلًا أو أكثر؛ استخدم { "\u2066" }kind = "cnn"{ "\u2069" } للأصغر، وعرضًا لا يقل عن 1
        [vgg] عمقها 11 أو 13 أو 16 أو 19 وتأخذ صورًا ضلعها 32 بكسلًا أو أكثر؛ استخدم { "\u2066" }kind = "cnn"{ "\u2069" } للأصغر
        [resnet] عمقها 18 أو 34 أو 50 وتأخذ صورًا؛ استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى
        [preact-resnet] عمقها 18 وتأخذ صورًا؛ استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى
        [wide-resnet] عمقها { "\u2066" }6 n + 4{ "\u2069" }، مثل 34، وتأخذ صورًا؛ استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى
        [vit] تأخذ صورًا يقسم patch أضلاعها، ويجب أن يقسم heads قيمة dim؛ استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى
       *[cnn] استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى، وقيم عرض لا تقل عن 1
    }.
experiment-error-network-does-not-fit-data =
    الشبكة { $network } لا تناسب البيانات { $data } (عينات شكلها { $shape }): { $network ->
        [mlp] أعطِ قيم عرض من 1 إلى 65536
        [block-cnn] كل مرحلة تنصّف أضلاع الصورة، فقلّل عدد المراحل، أو استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى؛ وقيم عرض لا تقل عن 1
        [alexnet] تأخذ صورًا ضلعها 32 بكسلًا أو أكثر؛ استخدم { "\u2066" }kind = "cnn"{ "\u2069" } للأصغر، وعرضًا لا يقل عن 1
        [vgg] عمقها 11 أو 13 أو 16 أو 19 وتأخذ صورًا ضلعها 32 بكسلًا أو أكثر؛ استخدم { "\u2066" }kind = "cnn"{ "\u2069" } للأصغر
        [resnet] عمقها 18 أو 34 أو 50 وتأخذ صورًا؛ استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى
        [preact-resnet] عمقها 18 وتأخذ صورًا؛ استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى
        [wide-resnet] عمقها { "\u2066" }6 n + 4{ "\u2069" }، مثل 34، وتأخذ صورًا؛ استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى
        [vit] تأخذ صورًا يقسم patch أضلاعها، ويجب أن يقسم heads قيمة dim؛ استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى
       *[cnn] استخدم { "\u2066" }kind = "mlp"{ "\u2069" } لنقاط المستوى، وقيم عرض لا تقل عن 1
    }.
experiment-error-channels = عدد القيم في { $key } هو { $found }، وعدد قنوات عينات { $data } هو { $channels }: أعطِ قيمة لكل قناة.
experiment-error-samples = قيمة { $key } هي { $asked }، وفي { $data } هنا { $available } من هذه العينات: اطلب من 1 إلى { $available }.
experiment-error-not-bundled = يأتي مع البرنامج من { $data }: { $train } عينة تدريب و{ $test } عينة اختبار، والتجربة تطلب { $asked_train } و{ $asked_test }: احصل على المجموعة كلها بالأمر { "\u2066" }`layerlab data fetch { $data }`{ "\u2069" } وشغّلها بالبرنامج التنفيذي.
experiment-error-own-data-missing = هذه العينات، وعددها { $samples }، تخص شخصًا بعينه ولا يحملها ملف ولا رابط: أحضرها مجددًا (تبدأ بصمتها بـ { $digest })، أو اختر مجموعة بيانات.
experiment-error-cut-outside =
    قيمة cut هي { $cut }، والسلسلة من { $layers ->
        [one] طبقة واحدة
        [two] طبقتين
        [few] { $layers } طبقات
       *[other] { $layers } طبقة
    }: أعطِ موضعًا من 0 إلى { $layers } (0: الكل f_b؛ { $layers }: الكل f_a).
experiment-error-layer-modes =
    المرحلة { $phase } تعطي أنماطًا لـ { $found ->
        [one] طبقة واحدة
        [two] طبقتين
        [few] { $found } طبقات
       *[other] { $found } طبقة
    }، وعدد طبقات الشبكة { $layers }: أعطِ نمطًا لكل طبقة، من المُدخل إلى الخرج.
experiment-error-nothing-trains = في المرحلة { $phase } كل الطبقات مجمدة، فلن يتدرب شيء: اجعل المقدمة أو البقية clean أو adversarial، أو حرّك القطع.
# $blocks lists them, or is none.
experiment-error-no-block =
    { $asked } ليست كتلة في الشبكة؛ كتلها: { $blocks ->
        [none] لا شيء، إذ ليس فيها طبقتان متتاليتان من نوع واحد دون تغيّر في الدقة المكانية
       *[some] { $blocks }؛ وتصلح أيضًا طبقتان متتاليتان أو أكثر من إحداها
    }.
experiment-error-no-block-of-layers =
    الطبقات { $first } إلى { $last } ليست كتلة في الشبكة؛ كتلها: { $blocks ->
        [none] لا شيء، إذ ليس فيها طبقتان متتاليتان من نوع واحد دون تغيّر في الدقة المكانية
       *[some] { $blocks }؛ وتصلح أيضًا طبقتان متتاليتان أو أكثر من إحداها
    }.
experiment-error-no-block-number = ليس في الشبكة كتلة رقمها { $number }؛ كتلها: { $blocks }.
experiment-error-block-elsewhere = { $block } (الطبقات { $first } إلى { $last }) ليست كتلة في الشبكة: هناك { $there }.
experiment-error-blocks-overlap = الكتلتان { $first } و{ $second } تشتركان في طبقة: اضغط إحداهما، أو أجزاء منفصلة.
# $kind is what the block is made of.
experiment-error-no-such-weights =
    التهيئة { $how } لا معنى لها للكتلة { $block }، وهي مكونة من { $kind ->
        [encoder] كتل مرمّز: استخدم random أو first أو last أو mean
       *[residual] كتل متبقيات (residual): استخدم random أو random-matched أو first أو last أو mean أو least-squares
    }.
experiment-error-too-many-unknowns = ستحل least-squares عدد { $unknowns } من الأوزان لكل قناة في { $block }، والحد الأقصى { $most }: استخدم النواة same، أو تهيئة أخرى.
experiment-error-no-epochs = ليس في phases تدريب: أضف مرحلة قيمة epochs فيها 1 أو أكثر.
experiment-error-no-bounds-of-batch = في { $layer } تطبيع دفعات، ولا حدود لإحصاءاته: استخدم شبكة بدونه، أو دفاعًا غير ibp.
experiment-error-single-sample = مع { $train } من عينات التدريب في دفعات حجمها { $batch_size } تبقى دفعة من عينة واحدة، ولا يستطيع تطبيع الدفعات في { $layer } حساب تباين قيمة واحدة: اختر أعدادًا لا تترك دفعة كهذه.
experiment-error-out-of-range =
    قيمة { $key } هي { $value }: أعطِ { $range ->
        [attack-count] عددًا صحيحًا من 1 إلى { "\u2066" }1,000,000{ "\u2069" }
        [above-zero] عددًا أكبر من 0
        [distance] مسافة: 0 أو أكثر، مثل 0.1 (قيم البكسلات من 0 إلى 1)
        [one-start] القيمة 1، لأن التدريب والمنحنيات والطبقات تُهاجَم من بداية واحدة
        [beyond-training] ما لا يزيد على ما في قسم التدريب بعد data.train
        [channel-means] أعدادًا، مثل متوسط كل قناة
        [channel-deviations] أعدادًا أكبر من 0، مثل 0.25
        [attack-samples] عددًا من 1 إلى data.test، أو اتركها لاستخدام الكل
        [warm-up] عددًا من الحقب لا يزيد على ما في كل مرحلة adversarial
        [learning-rate] عددًا أكبر من 0، مثل 0.05 مع sgd أو 0.001 مع adam
        [momentum] عددًا من 0 إلى ما دون 1، مثل 0.9
        [weight-decay] عددًا، 0 أو أكثر، مثل 0.0005
        [schedule-factor] عددًا أكبر من 0، مثل 0.1
        [schedule-peak] نسبة من المرحلة بين 0 و1، مثل 0.4
        [trades-beta] عددًا، 0 أو أكثر، مثل 6
        [no-flip] القيمة false: ليس لنقاط المستوى جانب أيمن وأيسر
        [pad] من 0 إلى 32 بكسلًا على كل حافة من الصورة، و0 للنقاط
        [crop] القيمة 0، أو للصور عدد بكسلات أقل من ارتفاعها
        [rests] قائمة من القطع، مثل { "\u2066" }[1, 2]{ "\u2069" }: كم طبقة في f_b
        [pairs] عددًا يقبل protocol.trials القسمة عليه، لأن كل زوج يخدم هذا العدد من المحاولات؛ أما لنقاط المستوى، وهي تختلف من محاولة إلى أخرى، فاتركه
        [tolerance] نسبة من 0 إلى 1، مثل 0.01
        [selection-samples] عددًا أكبر من 0 مع { "\u2066" }protocol.selection = "validation"{ "\u2069" }: تُختار الحقب على هذه العينات
        [measured-samples] ما لا يزيد على data.test
        [reader-samples] عددًا من 1 إلى data.train: يُلائَم القارئ على هذا العدد من العينات
        [permutations] القيمة 20 أو أكثر: لا يُعرض اعتماد دون قيمته العشوائية
        [block-groups] قوائم من الكتل، مثل { "\u2066" }[[1], [2, 3]]{ "\u2069" }، أو لا شيء: عندها تُضغط كل كتلة وحدها
        [groups-once] مثل { "\u2066" }[[1], [2], [1, 2]]{ "\u2069" }، كل مجموعة مرة واحدة
        [groups-of-transfer] مجموعات كتل في جانب واحد من القطع، حين تتضمن schemes الطريقة transfer
        [initialisations-once] مثل { "\u2066" }["random", "collapse"]{ "\u2069" }، كلٌّ مرة واحدة
        [schemes-once] مثل { "\u2066" }["none", "global"]{ "\u2069" }، كلٌّ مرة واحدة
        [schemes-of-parents] طرقًا لكل أصل منها نصيب: transfer لأصول semirobust وحدها
        [parents-once] مثل { "\u2066" }["clean", "adversarial"]{ "\u2069" }، كلٌّ مرة واحدة
        [epochs-for-halves] القيمة 2 أو أكثر: تحتاج { "\u2066" }distill+global{ "\u2069" } وtransfer إلى حقب لكل نصف
        [triage-validation] عددًا أكبر من 0: ينظر الفرز إلى هذه العينات في الطريق، فلا تُرى عينات الاختبار إلا في النهاية
        [distill-alpha] نسبة من 0 إلى 1، مثل 0.1
        [distill-temperature] عددًا أكبر من 0، مثل 4
        [cheap-samples] ما لا يزيد على data.test وdata.train
        [own-classes] من 2 إلى 10 أصناف
        [own-samples] من 1 إلى 10000 عينة للتدريب والاختبار معًا
        [share] نسبة من 0 إلى 1
        [noise-strengths] شدّات ضوضاء من 0 إلى 10، نسبةً إلى الانحراف المعياري لما تمرره المقدمة
        [cheap-noise] نسبة من الانحراف المعياري للأوزان، مثل 0.5
        [cheap-change] نسبة من طول متجه الأوزان، مثل 0.1
        [least-squares-batches] ما لا يزيد على دفعات حقبة واحدة: تُلائَم المربعات الصغرى على هذا العدد
       *[from-one] عددًا صحيحًا، 1 أو أكثر
    }.
# $error is one of attack-error-….
experiment-error-attack = { "\u200F" }{ $key }: { $error }
experiment-error-no-gradient-steps = قيمة { "\u2066" }{ $key }.kind{ "\u2069" } هي { $method }، لكن التدريب والمنحنيات ومقاييس الطبقات تحتاج خطوات تدرّج: أعطِ واحدة من { $methods }، وضع { $method } تحت evaluation.attacks.
attack-error-too-few-classes = يحتاج { $attack } إلى { $fewest } أصناف على الأقل، والشبكة تميّز { $classes }؛ استخدم apgd-ce بدلًا منه.
attack-error-other-norm = { $attack } هجوم بالمعيار { $norm } فقط؛ أعطه المعيار { $norm }.
attack-error-no-restarts = سيجد { $attack } النتيجة نفسها في كل المرات وعددها { $restarts }، لأنه لا يسحب شيئًا عشوائيًا؛ أعطه بداية واحدة.
attack-error-setting =
    قيمة { $key } في { $attack } هي { $value }: أعطِ { $range ->
        [attack-count] عددًا صحيحًا من 1 إلى { "\u2066" }1,000,000{ "\u2069" }
        [above-zero] عددًا أكبر من 0
        [distance] مسافة: 0 أو أكثر، مثل 0.1 (قيم البكسلات من 0 إلى 1)
       *[from-one] عددًا صحيحًا، 1 أو أكثر
    }.
# Both are numbers of clean samples.
attack-error-logits-not-finite = تعطي الشبكة NaN لعدد { $samples } من { $of } من العينات النظيفة، فلا معنى لأي هجوم عليها: استخدم أوزانًا من قبل تباعد التدريب، أو مُدخلات كالتي دُرّبت عليها.
attack-error-other-evaluation = للتقييم المراد استكماله عينات أو هجمات أخرى؛ ابدأه من جديد.

## Failed runs
## 
## The first sentence says what happened, the one of the same name with -mend what to do.

# $loss is NaN or inf.
failure-loss-not-finite = صارت الخسارة { $loss } عند خطوة التدريب { $step } (المرحلة { $phase })، فتوقف التدريب هناك.
failure-loss-not-finite-mend = آخر أوزان سليمة محفوظة؛ خفّض معدل التعلم ودرّب مجددًا.
failure-activations-not-finite = تعطّل الجهاز: تنشيطات إحدى الطبقات غير منتهية القيمة.
# $reason is what the driver or the browser said.
failure-device-failed = تعطّل الجهاز: { $reason }.
failure-device-failed-mend = آخر الأوزان محفوظة؛ تابع على CPU.
failure-no-gpu = لا يمكن استخدام GPU المتصفح ({ $reason }).
failure-gpu-mend = تابع على CPU.
# $how is a way to get first weights.
run-error-no-batches =
    { $how ->
        [reconstruction-error] خطأ إعادة البناء
       *[other] { $how }
    }: يلزم وجود عينات تدريب، لكن لم تصل أي دفعة منها: أعطِ دفعة واحدة على الأقل.
run-error-stopped = أُوقف التشغيل.
run-error-stage-missing = تنقص نقطةَ الحفظ شبكاتُ المراحل السابقة: ابدأ التشغيل من جديد.
data-error-unreadable = تعذّرت قراءة ملف البيانات { $name } ({ $reason })؛ تحقق من الاتصال أو من الملف، وحاول مجددًا.
data-error-unanswered = تعذّرت قراءة ملف البيانات { $name } (رد الخادم: { $status })؛ تحقق من الاتصال أو من الملف، وحاول مجددًا.
data-error-no-connection = تعذّرت قراءة ملف البيانات { $name } (فشل الاتصال)؛ تحقق من الاتصال أو من الملف، وحاول مجددًا.
data-error-no-weights-here = لا تقرأ الصفحة { $name }، ملف الأصل: شغّل هذه التجربة بالبرنامج التنفيذي (layerlab run)، أو احذف protocol.parent.
data-error-gzip = ملف البيانات { $name } تالف عند البايت { $offset }: ينقطع دفق gzip فيه ({ $reason })؛ احصل عليه من جديد.
data-error-header = ملف البيانات { $name } تالف عند البايت { $offset }: ترويسته ({ $size } بايت) مبتورة؛ احصل عليه من جديد.
data-error-start = ملف البيانات { $name } تالف عند البايت 0: يبدأ بـ { $found } بدلًا من { $expected }؛ احصل عليه من جديد.
data-error-too-many-values = ملف البيانات { $name } تالف عند البايت 4: تَعِد ترويسته بعدد { $shape } من القيم، وهذا كثير جدًا؛ احصل عليه من جديد.
data-error-values =
    ملف البيانات { $name } تالف عند البايت { $offset }: تَعِد ترويسته بعدد { $shape } من القيم، لكن ما يليها { $found ->
        [more] أكثر
       *[other] { $found }
    }؛ احصل عليه من جديد.
data-error-images = ملف البيانات { $name } تالف عند البايت 8: حجم صوره { $found } بدلًا من { $expected }؛ احصل عليه من جديد.
data-error-labels = ملف البيانات { $name } تالف عند البايت 4: عدد الوسوم { $labels } وعدد الصور { $images }؛ احصل عليه من جديد.
# Some sets have two labels for each image.
data-error-label =
    ملف البيانات { $name } تالف عند البايت { $offset }: { $kind ->
        [coarse] الوسم العام
        [fine] الوسم الدقيق
       *[only] الوسم
    } { $label } والأصناف { $classes }؛ احصل عليه من جديد.
weights-error-unreadable = الأوزان ليست ملف { $format } كاملًا ({ $reason })؛ استخدم الملف كما كُتب.
weights-error-old-pytorch = الأوزان بصيغة PyTorch قبل 1.6 التي لا تقرؤها الصفحة: اكتبها من جديد في Python بالأمر { "\u2066" }torch.save(torch.load("old.pth", weights_only=True), "new.pth"){ "\u2069" }، أو بصيغة safetensors.
weights-error-pytorch-object = الأوزان داخل كائن، كنموذج كامل، لا يعيد بناءه إلا Python: احفظها بالأمر { "\u2066" }torch.save(model.state_dict(), "weights.pth"){ "\u2069" }.
# Each of the numbers stands before the names.
weights-error-misfit =
    الأوزان لا تناسب الشبكة: من موتراتها يناسب { $matched }{ $missing ->
        [0] { "" }
        [one] ، وينقص موتر واحد ({ $missing_names })
        [two] ، وينقص موتران ({ $missing_names })
       *[other] ، وينقص { $missing } ({ $missing_names })
    }{ $misshaped ->
        [0] { "" }
        [one] ، وموتر واحد بشكل أو نوع آخر ({ $misshaped_names })
        [two] ، وموتران بشكل أو نوع آخر ({ $misshaped_names })
       *[other] ، و{ $misshaped } بشكل أو نوع آخر ({ $misshaped_names })
    }{ $extra ->
        [0] { "" }
        [one] ، وموتر واحد زائد ({ $extra_names })
        [two] ، وموتران زائدان ({ $extra_names })
       *[other] ، و{ $extra } زائدة ({ $extra_names })
    }{ $ignored ->
        [0] { "" }
        [one] ، وموتر واحد متجاهَل ({ $ignored_names })
        [two] ، وموتران متجاهَلان ({ $ignored_names })
       *[other] ، و{ $ignored } متجاهَلة ({ $ignored_names })
    }؛ { $advice ->
        [reparametrised] فيها أجزاء أوزان، كما في التطبيع الطيفي: أزلها في PyTorch بالدالة torch.nn.utils.parametrize.remove_parametrizations أو remove_spectral_norm، واحفظ الأوزان من جديد.
       *[none] استخدم أوزان الشبكة نفسها.
    }
weights-error-not-finite =
    { $count ->
        [one] في الموتر { $names }
        [two] في الموترين { $names }
       *[other] في الموترات { $names }
    } قيمة NaN أو لانهاية: تباعَد التدريب، أو الملف تالف؛ استخدم أوزانًا من قبل ذلك.
weights-misshaped = { $name } شكله { $found } بدلًا من { $expected }
# The end of a list that is cut short.
list-more = { $names } و{ $more } غيرها
dependency-error-shape = شكل التنشيطات { $shape }: أعطِ { "\u2066" }[N, D]{ "\u2069" } أو { "\u2066" }[N, C, L]{ "\u2069" } أو { "\u2066" }[N, C, H, W]{ "\u2069" } دون أي بُعد حجمه 0.
dependency-error-length = عدد القيم { $values } لا يملأ الشكل { $shape }: أعطِ منها بقدر جداء أبعاده.
dependency-error-not-finite = في الصف { $row } قيمة NaN أو لانهائية عند الموضع { $position }: أعطِ تنشيطات منتهية القيم.
dependency-error-rows = عدد الصفوف { $parent } في جانب و{ $child } في الآخر: أعطِ تنشيطات العينات نفسها.
dependency-error-labels = عدد الوسوم { $labels } وعدد الصفوف { $rows }: أعطِ وسمًا لكل صف.
dependency-error-nulls = لا يكفي { $nulls } من التباديل للمقارنة بالصدفة: اطلب { $least } على الأقل.
dependency-error-classes = يحتاج { $measure } إلى صنف فيه { $least } من الصفوف على الأقل، وأكبر صنف فيه { $largest }: أعطِ عينات أكثر.
dependency-error-large = لا يستطيع { $measure } مقارنة { $rows } من صفوف صنف واحد زوجًا زوجًا: أعطِ { $most } على الأكثر، جزءًا عشوائيًا مثلًا.
dependency-error-stopped = أُوقف القياس.

## Warnings: what to keep in mind about figures
## 
## They stand beside a result in the page and after it in the binary.

warning-collapsed = تعطي الشبكة كل العينات الإجابة نفسها: لقد انهارت. درّبها مدة أطول، أو بمعدل تعلم أقل، أو ببذرة أخرى أو بتطبيع الدفعات.
warning-collapsed-behind-front = تعطي الشبكة كل العينات الإجابة نفسها: لقد انهارت. قد تكتشف مقدمة تُدرَّب ضد الهجمات وتبقى البقية نظيفة أن ألّا تقول شيئًا آمن من أن تُهاجَم. أعطها حقبًا نظيفة أولًا، أو حرّك القطع نحو الخرج، أو خفّض معدل التعلم أو ε.
warning-catastrophic-overfitting = فرط ملاءمة كارثي: تصمد الشبكة على عينات تدريبها أمام هجوم الخطوة الواحدة الذي تتدرب به، لكنها تسقط أمام PGD بعشر خطوات ({ "\u2066" }{ $one_step }%{ "\u2069" } مقابل { "\u2066" }{ $iterated }%{ "\u2069" }، { "\u2066" }n = { $n }{ "\u2069" }، الخطوة { $step }). خفّض حجم الخطوة أو ε، أو زد خطوات هجوم التدريب.
warning-optimizer-restarted = استؤنف التشغيل من الخطوة { $step } بأوزانه، لكن زخمه بدأ من جديد؛ تختلف الأرقام قليلًا عن تشغيل لم ينقطع.
# $parent is clean, adversarial or semirobust-N.
warning-experiment-edited = منذ الخطوة { $step } تغيرت التجربة: { $changes }. لا تخص الأرقام أيًّا من التجربتين وحدها.
warning-parent-not-trained = في المحاولة { $trial } يعطي الأصل { $parent } كل العينات الإجابة نفسها: لم يتعلم، فلا يقول فرزه شيئًا. أعطه حقبًا أكثر، أو تطبيع الدفعات، أو معدل تعلم آخر أو ε أصغر.
warning-random-logits = الشبكة عشوائية: تعطي العينات نفسها logits مختلفة. لا تأخذ الهجمات هنا متوسط عشوائيتها، فالدقة الحقيقية أقل؛ اجعلها حتمية أو هاجمها بالتوقع على التحويلات (EOT).
warning-probability-outputs = يبدو خرج الشبكة احتمالات لا logits: يُضعف ذلك نسبة فروق logits والتدرجات. احذف softmax.
warning-zero-gradients = التدرج صفر تمامًا عند البداية لـ { $zero } من { $samples } من العينات، فتعمى عنها هجمات التدرج: التدرجات محجوبة، أو logits كبيرة إلى حد أن التقريب يمحو الإنتروبيا المتقاطعة.
warning-no-targeted-ratio =
    مع { $classes ->
        [one] صنف واحد
        [two] صنفين
        [few] { $classes } أصناف
        [many] { $classes } صنفًا
       *[other] { $classes } صنف
    } لا تُعرَّف النسبة الموجَّهة: يصعد APGD الإنتروبيا المتقاطعة مرة ثانية بدلًا منها.
warning-few-targets =
    مع { $classes ->
        [one] صنف واحد
        [two] صنفين
        [few] { $classes } أصناف
        [many] { $classes } صنفًا
       *[other] { $classes } صنف
    } تستهدف الهجمات الموجَّهة { $targets } منها بدلًا من 9.
warning-square-beats-gradients = كسر Square، وهو لا يستخدم التدرجات، { $broken } من { $samples } من العينات لم تكسرها هجمات التدرج: التدرجات مضلِّلة، وقد تكون الدقة الحقيقية أقل من ذلك.

## Files of other versions, and long times

# $age says whether the file is older or newer than the program.
file-other-version =
    لا يمكن فتح { $name }: إصدار صيغته { $found }، وهذا البرنامج يقرأ الإصدار { $supported }؛ { $age ->
        [older] أنشئه من جديد بهذا البرنامج، أو استخدم البرنامج الذي كتبه
       *[newer] استخدم إصدارًا أحدث من هذا البرنامج
    }. لم يتغير شيء.
duration-hours = نحو { $hours } س
duration-days =
    نحو { $days ->
        [one] يوم
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }
duration-weeks =
    نحو { $weeks ->
        [one] أسبوع
        [two] أسبوعين
        [few] { $weeks } أسابيع
        [many] { $weeks } أسبوعًا
       *[other] { $weeks } أسبوع
    }
duration-months =
    نحو { $months ->
        [one] شهر
        [two] شهرين
        [few] { $months } أشهر
        [many] { $months } شهرًا
       *[other] { $months } شهر
    }
duration-years =
    نحو { $years ->
        [one] سنة
        [two] سنتين
        [few] { $years } سنوات
       *[other] { $years } سنة
    }
duration-unknown = مدة غير معروفة

## Learning: the menu, the view, the panel of a lesson, the glossary

learn = تعلَّم
learn-lessons = الدروس
learn-new = من 5 إلى 10 دقائق
learn-step = الخطوة { $step } من { $steps }
learn-over = اكتمل
view = كم يُعرض
view-simple = مبسّط
view-full = كامل
view-says = يضيف العرض الكامل الهوامش وقيم الاعتماد والادعاءات والتدقيق وإعدادات الخبراء.
view-forced = الدرس الجاري يحتاج إلى العرض الكامل.
view-simple-says = هذا هو العرض المبسّط: أُخفيت الهوامش γ وقيم الاعتماد ρ والادعاءات والتدقيق وإعدادات الخبراء.
view-show-all = أظهر كل شيء
status-terms = مصطلحات:{ " " }
busy-to-set-up = هناك تشغيل جارٍ: أوقفه أو انتظر نهايته، ثم اضغط الزر مجددًا.
lesson-where = درس، الخطوة { $step } من { $steps }
lesson-fold = أظهر النص أو أخفه
lesson-leave = اترك الدرس
lesson-steps = خطوات الدرس
lesson-dot =
    الخطوة { $step }: { $title }{ $done ->
        [yes] ، تمت
       *[no] { "" }
    }
lesson-needs-full = يحتاج هذا الدرس إلى العرض الكامل، فيبقى مفعّلًا إلى أن تترك الدرس.
lesson-set-up = أعِدَّ هذا لي
lesson-set-up-quick = للسرعة، تتدرب الدروس على صور أقل وتقيس بخطوات أقل مما في الصفحة عند فتحها: فقارن أرقامها بعضها ببعض.
lesson-tasks = المطلوب
lesson-task-done = (تمّ)
lesson-task-said = تمّ: { $task }
lesson-terms = مصطلحات:
lesson-back = السابق
lesson-next = التالي
lesson-next-lesson = الدرس التالي
lesson-end = إنهاء
lesson-restart = انسَ تقدمي في هذا الدرس
lesson-seen = ما رأيته
lesson-seen-nothing = هنا تظهر أرقام عمليات تشغيلك أنت. ليس في هذه الزيارة بعدُ ما يستطيع هذا الدرس مقارنته: عُد إلى خطوة وشغّلها، فتظهر.
lesson-handout = ثلاثة أسئلة للتوزيع
handout-lesson = إلى الدرس
handout-answers = مع الأجوبة
handout-print = اطبع
handout-on = الأرقام في الأجوبة متوسطات عشر محاولات على { "\u2066" }1,000{ "\u2069" } صورة اختبار من Fashion-MNIST مع { "\u2066" }ε = 0.1{ "\u2069" } في { "\u2066" }L∞{ "\u2069" }، ما لم يُذكر غير ذلك. أما ما تشغّله أنت فأقصر، وستختلف أرقامه.
glossary = المسرد
glossary-hint = كل مصطلحات الصفحة، لكل منها صورة
glossary-search = بحث
glossary-found =
    { $terms ->
        [0] لا مصطلح مطابقًا
        [one] مصطلح واحد
        [two] مصطلحان
        [few] { $terms } مصطلحات
        [many] { $terms } مصطلحًا
       *[other] { $terms } مصطلح
    }
glossary-formula = الصيغة
glossary-all = كل المصطلحات
# What the runs of a lesson have shown.
seen-example = { "\u200F" }{ $attack }: إصابة في { $clean } من { $n } صورة كما هي، وفي { $robust } بعد مهاجمتها.
seen-training = { "\u200F" }{ "\u2066" }ε { $epsilon }{ "\u2069" }: الدقة النظيفة { "\u2066" }{ $clean_before } → { $clean }{ "\u2069" } ({ $clean_change } نقطة مئوية)، وتحت الهجوم { "\u2066" }{ $robust_before } → { $robust }{ "\u2069" } ({ $robust_change } نقطة مئوية).
seen-training-alone = { "\u200F" }{ "\u2066" }ε { $epsilon }{ "\u2069" }: نظيف { $clean }، وتحت الهجوم { $robust }. لم تواجه شبكة عادية هذا الهجوم، فلا شيء يُقارن به.
seen-training-time = استغرقت خطوة التدريب { $normal } م.ث للشبكة العادية و{ $robust } م.ث للمتينة، بما في ذلك التقييمات.
seen-half =
    { $rest ->
        [1] الطبقة الأخيرة نظيفة
        [2] آخر طبقتين نظيفتان
        [few] آخر { $rest } طبقات نظيفة
       *[other] آخر { $rest } طبقة نظيفة
    }، والكل تحت الهجوم: المتينة كليًا { $robust }، وشبه المتينة { $swapped }، وبعد الضبط الدقيق { $tuned }. والضبط نفسه خلف مقدمة نظيفة: { $control }. فالمقدمة المتينة تضيف { $adds } نقطة مئوية.
seen-dependency =
    { "\u200F" }{ "\u2066" }{ $parent } → { $child }{ "\u2069" }، { $measure }: { $rho }، بالصدفة { $null }: { $above ->
        [yes] أكثر مما تعطيه الصدفة
       *[no] لا أكثر مما تعطيه الصدفة
    }.
seen-triage = { "\u200F" }{ $fold }: { $before } نقطة مئوية { $before_interval } دون تدريب، و{ $after } { $after_interval } بعد تدريب الشبكة كلها.
seen-compressed =
    { $fold }، { $trained ->
        [yes] بعد تدريب الشبكة كلها
       *[no] دون تدريب
    }: نظيف { $clean } نقطة مئوية { $clean_interval }، وتحت الهجوم { $robust } { $robust_interval }.
seen-apart = لا تتداخل فترات الثقة كلها: بعض الكتل متمايزة هنا، في هذه المحاولة الواحدة.

## Lesson: what an adversarial example is

lesson-example = ما المثال العدائي؟
lesson-example-goal = تدرّب شبكة عادية، ثم تنظر إلى صور غُيِّرت تغييرًا ضئيلًا لا تكاد تلاحظه، وترى ماذا تفهم الشبكة منها.
lesson-example-network = درّب شبكة عادية
lesson-example-network-says =
    المربعات هي طبقات شبكة صغيرة تتعلم التمييز بين القمصان والأحذية. كلها تتعلم هنا من صور نظيفة: صور كما التُقطت، لا يحاول أحد أن يخدع بها أحدًا.
    
    اضغط الزر أدناه، ثم «تدريب». وفي أثناء التعلم راقب المنحنيين: أحدهما الدقة على الصور النظيفة، والآخر على الصور المهاجَمة.
lesson-example-network-task-trained = دُرِّبت شبكة على صور نظيفة وحدها
lesson-example-fooled = جد صورة تخدعها
lesson-example-fooled-says =
    تحت المشهد، كل صف صورة واحدة: الصورة كما هي، وما يضيفه الهجوم (مكبَّرًا)، والصورة المهاجَمة. وبجانبها ما تقوله الشبكة قبل الهجوم وبعده.
    
    اضغط صفًا إجابته الأولى صحيحة والثانية خاطئة. فتصعد الصورة إلى المشهد: انظر كيف تتغير أعمدة الإجابة.
lesson-example-fooled-task-wrong = تنظر إلى صورة تصيب فيها الشبكة نظيفةً وتخطئ مهاجَمةً
lesson-example-weaker = أضعِف الهجوم
lesson-example-weaker-says =
    تحدد ε كم يجوز للهجوم أن يغيّر كل بكسل: 0.1 عُشر المسافة من الأسود إلى الأبيض. اخفضها إلى 0.03 أو أقل ودرّب مجددًا.
    
    خمّن قبل أن تضغط «تدريب»: مع تغيير بهذا الصغر، في كم صورة ستظل الشبكة مصيبة؟
lesson-example-weaker-task-epsilon = قيمة ε لا تزيد على 0.03
lesson-example-weaker-task-trained = دُرِّبت شبكة وهوجمت بهذه القيمة
lesson-example-shape = شكل آخر للتغيير
lesson-example-shape-says =
    حتى الآن كان لكل بكسل أن يتغير بمقدار ε مهما تغير غيره (المعيار { "\u2066" }L∞{ "\u2069" }). أما مع L2 فالمهم هو طول التغيير كله: قد تتغير بضعة بكسلات كثيرًا، أو كلها قليلًا.
    
    ولا تصح مقارنة أرقام ε بين المعيارين. انظر الآن إلى ما يضيفه الهجوم، وقارنه بما في ذهنك من الصور السابقة.
lesson-example-shape-task-norm = الهجوم بالمعيار L2
lesson-example-shape-task-trained = دُرِّبت شبكة وهوجمت بهذا المعيار
lesson-example-seen-says = المثال العدائي صورة حقيقية مع تغيير صغير جرى البحث عنه. أما ضوضاء عشوائية بالحجم نفسه فأثرها أقل بكثير: البحث هو الذي يُحدث الضرر.
lesson-example-question-1 = هل تعدّ الشبكة معطوبة؟ إنها تصيب في معظم الصور النظيفة.
lesson-example-answer-1 = يتوقف ذلك على ما وُعدنا به. الدقة النظيفة تتحدث عن صور تشبه التي اختُبرت عليها الشبكة، ولا تقول شيئًا عن صور اختارها أحد لتكون صعبة. تصيب الشبكة العادية في { "\u2066" }84%{ "\u2069" } من الصور النظيفة وفي { "\u2066" }9%{ "\u2069" } تحت هذا الهجوم: الرقمان صحيحان، وهما يجيبان عن سؤالين مختلفين.
lesson-example-question-2 = لماذا يجب أن تُذكر ε والمعيار دائمًا مع الدقة تحت الهجوم؟
lesson-example-answer-2 = لأنهما يحددان ما يُسمح به للمهاجم. مع { "\u2066" }ε = 0{ "\u2069" } تكون الدقة تحت الهجوم هي الدقة النظيفة، ومع قيمة كبيرة بما يكفي يمكن تحويل أي صورة إلى أي صورة أخرى، ولا تصمد أمام ذلك شبكة. والرقم من دون قيمة ε ومعياره لا يُقارن بغيره.
lesson-example-question-3 = تقول الصفحة { "\u2066" }9%{ "\u2069" } تحت PGD. هل الرقم الحقيقي أعلى أم أدنى؟
lesson-example-answer-3 = الرقم الحقيقي هو هذا على الأكثر. يجد الهجوم بعض التغييرات التي تخدع الشبكة، وقد يجد هجوم أفضل مزيدًا منها: تحت AutoAttack تُبقي الشبكات نفسها على { "\u2066" }7.5%{ "\u2069" } (على 100 صورة). ولا يَحُدّه من الجهة الأخرى إلا برهان، أي شهادة.

## Lesson: adversarial training and its price

lesson-training = التدريب العدائي وثمنه
lesson-training-goal = تدرّب الشبكة نفسها مرتين، مرة على صور نظيفة ومرة على صور مهاجَمة، وتعرف كم تكلّف المتانة.
lesson-training-normal = شبكة عادية أولًا
lesson-training-normal-says =
    تحتاج إلى ما تقارن به. هذه الإعدادات تدرّب كل الطبقات على صور نظيفة وتهاجم الناتج مع { "\u2066" }ε = 0.1{ "\u2069" }.
    
    وإن جئت من الدرس الأول فقد تكون هذه الشبكة لديك.
lesson-training-normal-task-trained = دُرِّبت شبكة عادية وهوجمت مع ε من 0.05 فأكثر
lesson-training-modes = دع كل طبقة تتعلم من الهجمات
lesson-training-modes-says =
    التدريب العدائي سهل الوصف: في كل خطوة هاجِم الصور أولًا، ثم تعلّم من الصور المهاجَمة. وتحت المربعات تختار لكل جانب من القطع كيف يتعلم.
    
    اجعل الجانبين كليهما عدائيين، أو اضغط الزر. وهو يدرّب أيضًا حقبتين على صور نظيفة أولًا، لأن الشبكة الوليدة لا تتعلم من الهجمات إلا قليلًا.
lesson-training-modes-task-both = المقدمة والبقية كلتاهما على التدريب العدائي
lesson-training-robust = درّب الشبكة المتينة
lesson-training-robust-says =
    اضغط «تدريب». كل خطوة تمر الآن بالشبكة عدة مرات: بضع مرات لإيجاد الهجوم، ومرة للتعلم منه. لاحظ كم صارت الخطوات أبطأ.
    
    وحين تنتهي قارن المنحنيين بمنحنيي التشغيل العادي. ويمكنك إظهار عمليات التشغيل السابقة وإخفاؤها في القائمة تحت المنحنيات.
lesson-training-robust-task-trained = دُرِّبت شبكة متينة مع ε من 0.05 فأكثر
lesson-training-stronger = هجوم أقوى
lesson-training-stronger-says =
    وماذا لو أردت الصمود أمام تغيير مضاعف؟ اجعل ε تساوي 0.2 ودرّب مرة أخرى.
    
    خمّن أولًا: ماذا سيحل بالدقة على الصور النظيفة؟ مع قيمة ε هذه قد يحوّل الهجوم الأسود إلى رمادي داكن والأبيض إلى رمادي فاتح.
lesson-training-stronger-task-trained = دُرِّبت شبكة متينة مع ε من 0.15 فأكثر
lesson-training-seen-says = تُشترى المتانة بالوقت، وكثيرًا ما تُشترى بالدقة النظيفة أيضًا. شبكاتك صغيرة ودُرِّبت وقتًا قصيرًا ومرة واحدة لكل منها: والأقواس تبيّن مدى الوثوق بالأرقام من صورة إلى أخرى، لا من تدريب إلى آخر.
lesson-training-question-1 = ماذا تدفع الشبكة المتينة ثمنًا لدقتها تحت الهجوم؟
lesson-training-answer-1 = تدفع من الدقة النظيفة: { "\u2066" }84%{ "\u2069" } للشبكة العادية مقابل { "\u2066" }77%{ "\u2069" } للمتينة، التي تُبقي على { "\u2066" }63%{ "\u2069" } تحت الهجوم حيث لا تُبقي العادية إلا على { "\u2066" }9%{ "\u2069" }. وتدفع وقتًا: فكل خطوة تدريب تحتاج أيضًا إلى مرات المرور التي يتطلبها الهجوم.
lesson-training-question-2 = لماذا يبحث التدريب عن هجوم جديد في كل خطوة، بدل أن تُصنع صور مهاجَمة مرة واحدة؟
lesson-training-answer-2 = يُصنع الهجوم للأوزان كما هي. وحالما تتغير لا يعود مناسبًا، ولا تكون الشبكة قد تعلمت إلا الصمود أمام هجمات قديمة. فالتدريب يصغّر على الأوزان ما يكبّره الهجوم على التغييرات، ولذلك يسيران معًا.
lesson-training-question-3 = درّب زميل الشبكة المتينة ثلاث حقب أخرى فكسب نقطتين مئويتين. هل الفضل لحيلته الجديدة؟
lesson-training-answer-3 = لعل الفضل للحقب الثلاث. فشبكة متينة واصلت التدريب وحسب لمدة 3.2 حقبة ارتفعت من 62.9 إلى { "\u2066" }65.3%{ "\u2069" }. وكل مقارنة تحتاج إلى شبكة نالت التدريب نفسه من دون الحيلة: إلى تجربة ضابطة.

## Lesson: half a robust network

lesson-half = هل يصنع نصف شبكة متين كلًّا متينًا؟
lesson-half-goal = تضع بقية نظيفة خلف مقدمة متينة، وترى المتانة تهبط، ثم تعيدها، ثم تسأل من الذي أعادها حقًا.
lesson-half-cut = اقطع الشبكة
lesson-half-cut-says =
    يفعل سير العمل «تتبُّع انتقال المتانة» كل شيء في تشغيل واحد: شبكة عادية، ثم متينة، ثم مزيج منهما. والخط المتقطع هو القطع: الطبقات قبله هي المقدمة f_a، والطبقات بعده هي البقية f_b.
    
    اسحب القطع إلى ما بعد الطبقة الأولى، أو انتقل إليه واستخدم مفاتيح الأسهم. والزر يفعل ذلك عنك بإعدادات قصيرة.
lesson-half-cut-task-workflow = سير العمل هو «تتبُّع انتقال المتانة»
lesson-half-cut-task-first = القطع بعد الطبقة الأولى
lesson-half-fall = بدِّل، وانظر ما الذي يهبط
lesson-half-fall-says =
    اضغط «تدريب» وتابع الخطوات فوق المشهد. تُدرَّب أولًا شبكة عادية، ثم تُجعل متينة. ثم تبقى المقدمة وتُبدَّل البقية ببقية الشبكة العادية: فتنشأ الشبكة شبه المتينة.
    
    خمّن قبل أن تظهر: كم سيبقى من المتانة؟
lesson-half-fall-task-robust = قيست الشبكة المتينة
lesson-half-fall-task-semirobust = قيست الشبكة شبه المتينة
lesson-half-tune = أعِدها
lesson-half-tune-says =
    الآن جُمِّدت المقدمة، ولا تتعلم إلا البقية، من صور مهاجَمة. هذه فكرة الورقة: إن كانت متانة المقدمة تنتقل عبر الطبقات، فضبط دقيق قصير للبقية كفيل بإعادتها.
    
    انتظر الخطوة الخامسة، وقارن رقمها برقم الشبكة المتينة.
lesson-half-tune-task-transferred = قيست الشبكة بعد الضبط الدقيق
lesson-half-control = من الذي أعادها؟
lesson-half-control-says =
    تعلمت البقية من صور مهاجَمة. فهل كان يمكن أن تصير متينة وحدها، من غير مقدمة متينة أصلًا؟ الخطوة الأخيرة تجرب ذلك: البقية نفسها والضبط نفسه، خلف مقدمة لم تر هجومًا قط.
    
    والفرق بينهما وحده هو عمل المقدمة. اقرأ الجملة في الأعلى حين ينتهي التشغيل.
lesson-half-control-task-measured = قيست التجربة الضابطة، خلف مقدمة نظيفة
lesson-half-short = حرّك القطع
lesson-half-short-says =
    اترك الآن للبقية الطبقة الأخيرة وحدها، وشغّل كل شيء مجددًا. ما تقدر عليه البقية وحدها صار أقل بكثير.
    
    هل ستقترب التجربة الضابطة كما اقتربت من قبل؟
lesson-half-short-task-last = ليس بعد القطع إلا الطبقة الأخيرة
lesson-half-short-task-measured = قيس هذا النقل وتجربته الضابطة
lesson-half-seen-says = هذه محاولة واحدة على صور قليلة. وفي عشر محاولات أطول أضافت المقدمة 34 نقطة مئوية مع طبقة واحدة في البقية، و15 مع طبقتين، و5 مع ثلاث: فما يعود خلف بقية طويلة هو في معظمه من صنع البقية نفسها.
lesson-half-question-1 = بعد الضبط الدقيق صارت الشبكة متينة كالشبكة المتينة كليًا. ماذا يجوز أن نستنتج عن المقدمة؟
lesson-half-answer-1 = من هذا وحده: لا شيء. مع ثلاث طبقات في البقية يصل الضبط الدقيق خلف المقدمة المتينة إلى { "\u2066" }63%{ "\u2069" }، والضبط نفسه خلف مقدمة نظيفة إلى { "\u2066" }57%{ "\u2069" }. والفرق وحده، وهو 5 نقاط مئوية، يعود إلى المقدمة.
lesson-half-question-2 = مع طبقة واحدة في البقية تتغير الصورة. كيف؟ ولماذا؟
lesson-half-answer-2 = خلف المقدمة المتينة تصل إلى { "\u2066" }65%{ "\u2069" }، وخلف النظيفة إلى { "\u2066" }30%{ "\u2069" }. فطبقة خطية واحدة لا تستطيع الكثير مع سمات يزحزحها الهجوم: هنا المقدمة هي الحاسمة.
lesson-half-question-3 = لنفترض أن الشبكة بعد الضبط الدقيق أفضل من الشبكة المتينة كليًا. هل تفوق النقل على التدريب العدائي؟
lesson-half-answer-3 = لقد دُرِّبت مدة أطول. والشبكة المتينة إذا دُرِّبت العدد نفسه من الحقب الإضافية كسبت 2.4 نقطة مئوية؛ فكل تفوق دون ذلك ليس تفوقًا. وتلك الشبكة تجربة ضابطة أخرى، وتكلفتها بقدر كل ما سواها مجتمعًا.

## Lesson: which layers depend on which

lesson-dependency = أي الطبقات يعتمد على أيها، وماذا تعطي الصدفة
lesson-dependency-goal = تقيس كم تخبر الطبقات المتجاورة بعضها عن بعض، وتعرف كم من ذلك الرقم موجود حتى حين لا تخبر بشيء.
lesson-dependency-measure = قِس الروابط
lesson-dependency-measure-says =
    قد تنتقل المتانة من المقدمة إلى البقية لأن كل طبقة تعتمد على التي قبلها. وρ تضع لذلك رقمًا: كم يخبر خرجا طبقتين متجاورتين أحدهما عن الآخر، داخل كل صنف، تحت الهجوم.
    
    شغّل هذا النقل. إنه يقيس كل زوج من الجيران في كل شبكة، فيستغرق وقتًا؛ ويمتلئ المسار الأسفل.
lesson-dependency-measure-task-full = كل شيء معروض
lesson-dependency-measure-task-measured = قيست أزواج شبكة
lesson-dependency-chance = ما تعطيه الصدفة
lesson-dependency-chance-says =
    بجانب كل ρ قيمتها العشوائية: المقياس نفسه بعد خلط صفوف إحدى الطبقتين داخل صنفها. لم يبق عندئذ ما تخبر به طبقة عن أخرى، فكل ما يقوله المقياس هو انحيازه.
    
    اختر EDGE، وهو مقياس الورقة. وقارن كل رقم بالرقم الذي بجانبه قبل أن تصدقه. والخطوط الباهتة لا تزيد على ما تعطيه الصدفة.
lesson-dependency-chance-task-edge = يعرض المسار EDGE، وقيست أزواج
lesson-dependency-other = اسأل مقياسًا آخر
lesson-dependency-other-says =
    ينظر KSG إلى أقرب الجيران على بضعة اتجاهات رئيسية، ويقارن CKA أي العينات تتشابه في الطبقتين. ولكل منهما قيمة عشوائية أيضًا.
    
    اختر أحدهما. هل تتفق المقاييس على أقوى الروابط؟ وحداتها مختلفة، فقارن الترتيب لا المقدار.
lesson-dependency-other-task-measure = يعرض المسار مقياسًا غير EDGE
lesson-dependency-noise = اقطع الرابط
lesson-dependency-noise-says =
    الرابط الموجود قد لا يحمل شيئًا. والتدخل يكشف ذلك: ضوضاء على ما تمرره المقدمة تخفض الاعتماد. فإن كانت المتانة تنتقل عبره، وجب أن يهبط معه الهامش تحت الهجوم.
    
    والرسم «ماذا لو قلّ اعتماد البقية على المقدمة؟» يُظهر الأمرين لتشغيلك.
lesson-dependency-noise-task-measured = قيست شبكة مع ضوضاء عند القطع
lesson-dependency-seen-says = هذه أرقام شبكة واحدة في تشغيل واحد. القيمة التي لا ترافقها قيمتها العشوائية لا تقول الكثير، والتي تعلو عليها تقول إن الطبقات مترابطة، لا إن المتانة تنتقل عبرها.
lesson-dependency-question-1 = تذكر ورقة أن طبقتين تشتركان في 3.9 بت. عمَّ تسأل أولًا؟
lesson-dependency-answer-1 = كم يعطي المقياس نفسه لصفوف مخلوطة. فيما شغّلناه قيمة EDGE بين طبقتي الالتفاف في الشبكة العادية 3.90، وهي 3.89 بعد الخلط: كلها تقريبًا انحياز. ولا يمكنها كذلك أن تتجاوز لوغاريتم عدد العينات.
lesson-dependency-question-2 = «يقل الاعتماد كلما اقتربنا من خرج الشبكة.» هل هذا صحيح؟
lesson-dependency-answer-2 = يصح في قيم EDGE ولا يصح فيما يعلو منها على الصدفة: فما يعلو به الزوج الأخير على قيمته العشوائية أكبر مما عند الزوج الأول بمقدار 0.165 بت. والقيمة العشوائية تهبط بالطريقة نفسها، لأن العصبونات أقل.
lesson-dependency-question-3 = يجد KSG روابط قوية بين كل الطبقات. هل تنتقل المتانة عبرها؟
lesson-dependency-answer-3 = يجب اختبار ذلك بإضعافها. مع ضوضاء بعد الطبقة الأولى ينهار الهامش بينما لا يكاد KSG وCKA يتحركان؛ وقبل أول طبقة خطية يُفقد خُمسا InfoNCE مقابل سُبع الهامش. فليس شيء من هذه المقاييس هو ما يحمل المتانة هناك.

## Lesson: triage

lesson-triage = الفرز: أي كتلة مهمة؟
lesson-triage-goal = تضع طبقة واحدة مكان كتلة من الطبقات، وترى مدى الضرر الذي يلحق بالشبكة، وتعالجها، وتعرف كم تستطيع محاولة واحدة أن تقول.
lesson-triage-fold = ادمج كتلة
lesson-triage-fold-says =
    ما أهمية طبقة؟ انزعها وانظر. في الفرز تصير طبقتان متجاورتان أو أكثر طبقة واحدة أوزانها عشوائية، ويبقى كل ما سواها كما كان.
    
    اضغط الزر للإعداد، ثم اضغط «دمج» تحت إحدى الكتل.
lesson-triage-fold-task-workflow = سير العمل هو «ضغط الكتل»
lesson-triage-fold-task-folded = دُمجت كتلة
lesson-triage-wound = ما خطورة الإصابة؟
lesson-triage-wound-says =
    اضغط «تدريب». يُدرَّب الأصل أولًا، ثم يُقاس دمجك كما هو. وتقول الخانة في الجدول تحت المشهد بكم نقطة مئوية تغيرت الدقة.
    
    والأقواس فترات ثقة { "\u2066" }95%{ "\u2069" } على صور الاختبار: مع صور أخرى قد يقع الرقم في أي موضع فيها.
lesson-triage-wound-task-measured = قيس دمج كما هو
lesson-triage-heal = عالِجها
lesson-triage-heal-says =
    تعرض الخانة التالية الدمج نفسه بعد حقبتين من تدريب الشبكة كلها. هذه هي الخسارة التي تبقى: أهمية الكتلة.
    
    هل ما زال الجرح ظاهرًا؟ دُرِّب الأصل مدة مماثلة أخرى، تجربةً ضابطة، كي لا يُعدّ طول التدريب وحده شفاءً.
lesson-triage-heal-task-measured = قيس الدمج مع تدريب الشبكة كلها
lesson-triage-every = جرّب كل كتلة
lesson-triage-every-says =
    اضغط «دمج كلٍّ منها» ثم «تدريب» مجددًا: ما عُرف من قبل لا يُقاس ثانية. ثم قارن الأعمدة.
    
    وتأنَّ في الترتيب. حيث تتداخل فترات الثقة لا يميز هذا التشغيل بين الكتل؛ وهي فترات على الصور، لا على مرات التدريب.
lesson-triage-every-task-all = دُمجت كتلتان على الأقل
lesson-triage-every-task-measured = قيس دمجان على الأقل مع تدريب الشبكة كلها
lesson-triage-seen-says = اختلاف الكتل يتوقف على بداية الطبقة الجديدة وعلى طريقة تدريبها، ولا تستطيع محاولة واحدة أن تحسمه. ففي عشر محاولات بأوزان أولى عشوائية اختلفت الكتل فعلًا بعد الضبط الدقيق؛ وبأوزان أولى من المربعات الصغرى لم تختلف، في حدود نقطة مئوية.
lesson-triage-question-1 = بعد الدمج مباشرة تخمّن الشبكة تخمينًا. فهل الكتلة مهمة إذن؟
lesson-triage-answer-1 = لا. بأوزان أولى عشوائية تكلّف أي كتلة من 69 إلى 73 نقطة مئوية، لأن الطبقة الجديدة لا تفعل بعد شيئًا نافعًا. وبأوزان أولى من المربعات الصغرى يكلّف الدمج نفسه من 2 إلى 10 نقاط مئوية. والسؤال الأفضل هو ما الذي يبقى بعد التدريب.
lesson-triage-question-2 = بعد الضبط الدقيق تخسر الكتلة A ما قدره { "\u2066" }1.1 [0.3, 1.8]{ "\u2069" } نقطة مئوية، والكتلة C ما قدره { "\u2066" }2.7 [2.0, 3.4]{ "\u2069" }. ماذا تقول؟
lesson-triage-answer-2 = هذه أرقامنا على عشر محاولات، ويقول اختبار على كل الكتل إنها تختلف ({ "\u2066" }p < 0.001{ "\u2069" }). أما من محاولة واحدة فلن تقول شيئًا: مع ثلاث كتل وتشتت قدره نقطة مئوية، تجد ثلاث محاولات «لا فرق» الصحيح في 6 حالات من 100، وعشر محاولات في 96.
lesson-triage-question-3 = لماذا يُدرَّب الأصل بعدد حقب الشبكة المدموجة؟
lesson-triage-answer-3 = لأن مزيدًا من التدريب قد ينفع وحده. يرتفع الأصل من 87.5 إلى { "\u2066" }87.9%{ "\u2069" } في ثلاث حقب أخرى؛ ولولا هذه التجربة الضابطة لنُسبت تلك النقاط إلى الضغط.

## Lesson: robust and compressed

lesson-compressed = متينة ومضغوطة معًا
lesson-compressed-goal = تدمج كتل شبكة متينة وتنظر إلى خسارتين معًا: هل الكتل التي تحمل الدقة تحمل المتانة أيضًا؟
lesson-compressed-parent = أصل متين
lesson-compressed-parent-says =
    أعِدّ أصلًا متينًا: شبكة تتعلم من صور مهاجَمة. وتُلائَم هنا الأوزان الأولى للطبقات الجديدة بالمربعات الصغرى، لتبدأ كل منها أقرب ما يمكن إلى كتلتها.
    
    اضغط الزر، ثم «دمج كلٍّ منها».
lesson-compressed-parent-task-robust = الأصل متين
lesson-compressed-parent-task-folded = دُمجت كتلتان على الأقل
lesson-compressed-both = خسارتان
lesson-compressed-both-says =
    اضغط «تدريب». التدريب المتين يستغرق أكثر مما في الدرس السابق. ولكل خانة الآن نصفان مهمان: تغيّر الدقة النظيفة في الأول، وتغيّرها تحت الهجوم في الثاني.
    
    خمّن أيهما سيكون أكبر.
lesson-compressed-both-task-measured = قيس دمجان على الأقل للأصل المتين
lesson-compressed-look = انظر عن قرب
lesson-compressed-look-says = اضغط خانة في الجدول لتقرأها كاملة. ثم سِر مع الصف: هل الكتلة ذات أكبر خسارة نظيفة هي نفسها ذات أكبر خسارة تحت الهجوم؟
lesson-compressed-look-task-cell = فتحتَ خانة في الجدول
lesson-compressed-heal = داوِها
lesson-compressed-heal-says =
    دع الآن الشبكة كلها تتعلم من صور مهاجَمة حقبتين بعد كل دمج. يُبقي الزر أصلك ويضيف الخانات.
    
    كم عاد من المتانة؟
lesson-compressed-heal-task-measured = قيس دمجان على الأقل مع تدريب الشبكة كلها
lesson-compressed-seen-says = شبكة صغيرة واحدة ومحاولة واحدة. وفي عشر محاولات أطول كلّف دمج الكتلة الأولى من شبكة متينة تحت الهجوم أكثر بكثير مما كلّف من دونه، وأعاد تدريب الشبكة كلها ما ضاع.
lesson-compressed-question-1 = هل الكتل التي تحمل الدقة هي الكتل التي تحمل المتانة؟
lesson-compressed-answer-1 = ليس فيما شغّلناه. في شبكة متينة لا تكاد الدقة النظيفة تميز بين الكتل (من 0.3 إلى 2.8 نقطة مئوية دون تدريب)، أما المتانة فتميز: دمج الكتلة الأولى يكلّف 12.7 نقطة مئوية تحت الهجوم، والوسطى 5.7، والأخيرة 3.6.
lesson-compressed-question-2 = لا يجوز لك بعد الدمج إلا تدريب الطبقة الجديدة. هل يكفي ذلك؟
lesson-compressed-answer-2 = للدقة النظيفة تقريبًا: ينقص أقل من نقطة مئوية. أما تحت الهجوم فتظل 6.8 نقطة مئوية ناقصة عند الكتلة الأولى. وتدريب الشبكة كلها على صور مهاجَمة يعيدها كلها.
lesson-compressed-question-3 = تريد ضغط شبكة يبني آخرون على مقدمتها المتينة. أي كتلة تتركها وشأنها؟
lesson-compressed-answer-3 = الأولى. إذا دُمجت وأُصلحت وحدها على صور مهاجَمة وجُمِّدت، ثم ضُبطت البقية خلفها ضبطًا دقيقًا، انتهت الشبكة دون ما يبلغه النقل نفسه من غير دمج بمقدار 4.5 نقطة مئوية؛ أما كتلة من البقية فتكلّف أقل من نقطة مئوية.

## Terms of the glossary: the name, and two sentences

term-adversarial-example = مثال عدائي
term-adversarial-example-says = عينة غُيّرت قليلًا عن قصد كي تخطئ فيها الشبكة. أما الإنسان فيراها كما كانت.
term-adversarial-training = تدريب عدائي
term-adversarial-training-says = في كل خطوة تُهاجَم العينات أولًا، ثم تتعلم الشبكة من المهاجَمة. هكذا تصير متينة، ويستغرق التدريب أضعاف وقته.
term-attack = هجوم
term-attack-says = بحث عن تغيير ضمن ε يجعل الشبكة تخطئ. وما يجده حد أعلى للمتانة: فقد يجد هجوم أفضل أكثر منه.
term-audit = تدقيق المبرهنة
term-audit-says = هناك مبرهنة تَعِد بهامش في النهاية إن كانت المقدمة متينة وكان اعتماد الطبقات بعضها على بعض كافيًا. يقابل التدقيق كل شرط من شروطها بما قيس، ويقول هل يسري الوعد أصلًا.
term-auto-attack = AutoAttack
term-auto-attack-says = أربع هجمات مختلفة متتالية، لا إعدادات فيها تُختار، وكل منها على العينات التي صمدت أمام ما قبلها. والدقة تحتها هي الرقم المعتاد لمقارنة الشبكات.
term-batch = دفعة
term-batch-says = العينات التي تنظر إليها الشبكة معًا قبل أن تغيّر أوزانها مرة. وكل تغيير كهذا خطوة تدريب.
term-block = كتلة
term-block-says = طبقات متجاورة من نوع واحد بين تغيّرين في الدقة المكانية. وفي الفرز تحل محل الكتلة طبقة واحدة.
term-certificate = الشهادة والحصر
term-certificate-says = تبرهن الشهادة إلى أي حد يمكن أن يهبط الهامش مع أي تغيير ضمن ε، ويُظهر الهجوم إلى أي حد يهبط مع تغيير واحد. والحقيقة محصورة بين الاثنين.
term-cka = CKA
term-cka-says = محاذاة النوى الممركزة (centred kernel alignment): هل تتشابه العينات نفسها في الطبقتين؟ من 0 إلى 1. لا يتغير بتدوير خرج الطبقة أو تحجيمه، وصورته غير المنحازة تساوي 0 بالصدفة في المتوسط.
term-claim = ادعاء
term-claim-says = قول في ورقة، مع الرقم والاختبار اللذين يحسمانه. حكمه أن يُؤيَّد أو يُدحض أو يبقى مفتوحًا، وهو الأخير غالبًا إن قلّت المحاولات.
term-clean-accuracy = الدقة النظيفة
term-clean-accuracy-says = نسبة العينات التي تصيب فيها الشبكة كما هي، دون هجوم. وتُقاس على عينات لم تُستخدم في التدريب.
term-compression = الضغط والدمج
term-compression-says = تصير كتلة من الطبقات طبقة واحدة لها المُدخل والخرج نفسهما. فتصغر الشبكة، والسؤال هو ماذا تخسر.
term-control = تجربة ضابطة
term-control-says = التجربة نفسها من دون الشيء المراد اختباره. والفرق عنها وحده هو الأثر: هنا أثر المقدمة المتينة.
term-criticality = أهمية الكتلة
term-criticality-says = كم نقطة مئوية تُفقد من الدقة حين تُدمج الكتلة، بعد طريقة تدريب معينة. والكتلة التي يبقى أداء الشبكة من غيرها كما كان ليست مهمة.
term-cut = القطع
term-cut-says = الموضع الذي تُقسم عنده الشبكة قسمين. الطبقات قبله هي المقدمة، والطبقات بعده هي البقية.
term-dependency = الاعتماد ρ
term-dependency-says = كم يخبر خرجا طبقتين متجاورتين أحدهما عن الآخر، داخل كل صنف وعلى عينات مهاجَمة. ولا معنى له من غير قيمته العشوائية.
term-distillation = تقطير
term-distillation-says = شبكة تتعلم من شبكة أخرى: من إجاباتها، أو مما تمرره طبقاتها. فإجابات المعلّمة تقول أكثر مما يقوله الصنف الصحيح وحده.
term-edge = EDGE
term-edge-says = مقياس للمعلومات المتبادلة يعدّ كم مرة يقع خرجا طبقتين في الزوج نفسه من الخانات. ومع عصبونات كثيرة وعينات قليلة يكون معظمه انحيازًا، فانظر إلى قيمته العشوائية.
term-epoch = حقبة
term-epoch-says = مرور واحد على كل عينات التدريب. والتدريب من أربع حقب يرى كل عينة أربع مرات.
term-epsilon = الشدة ε
term-epsilon-says = إلى أي حد يجوز للهجوم أن يغيّر عينة قيمها من 0 إلى 1. مع { "\u2066" }ε = 0{ "\u2069" } لا هجوم، ومع قيمة كبيرة لا تصمد شبكة.
term-fine-tune = ضبط دقيق
term-fine-tune-says = أن تُدرَّب شبكة مدرَّبة مدة قصيرة أخرى، كلها أو جزء منها. هنا تتعلم البقية والمقدمة مجمدة.
term-front-and-rest = المقدمة والبقية، f_a وf_b
term-front-and-rest-says = الطبقات قبل القطع هي المقدمة f_a، والتي بعده هي البقية f_b. وما تمرره المقدمة هو كل ما تراه البقية.
term-frozen = مجمدة
term-frozen-says = طبقات لا تتعلم: تبقى أوزانها كما كانت حتى آخر بت. ولكل ما حولها أن يتعلم.
term-holm = طريقة Holm
term-holm-says = من يختبر ادعاءات كثيرة يصح له بعضها بالحظ. تطلب طريقة Holm من أصغر قيم p أكثر، كي تكون كل الادعاءات التي تقبلها سليمة معًا.
term-info-nce = InfoNCE
term-info-nce-says = حد أدنى للمعلومات المتبادلة: إلى أي مدى يُعرف أي خرج لطبقة يقابل أي خرج للأخرى. ولا يمكن أن يتجاوز لوغاريتم عدد العينات.
term-interval = فترة الثقة { "\u2066" }95%{ "\u2069" }
term-interval-says = المدى الذي كان الرقم سيقع فيه مع عينات أخرى أو في محاولات أخرى، في 95 حالة من 100. وحيث تتداخل فترتان كثيرًا لا ترتّب الرقمين.
term-ksg = KSG
term-ksg-says = مقياس للمعلومات المتبادلة بأقرب الجيران، سُمّي باسم Kraskov وStögbauer وGrassberger. يُحسب على بضعة اتجاهات رئيسية للخرج، وهو قريب من 0 بالصدفة.
term-layer = طبقة
term-layer-says = خطوة من الشبكة لها أوزانها، كالتفاف أو دالة خطية، مع ما يتبعها. ويكبر مربعها مع عدد أوزانها.
term-learning-rate = معدل التعلم
term-learning-rate-says = كم تتحرك الأوزان في كل خطوة تدريب. إن كان صغيرًا جدًا بطؤ التعلم، وإن كان كبيرًا جدًا قفز فوق الوادي.
term-loss = الخسارة
term-loss-says = كم تُفاجأ الشبكة بالإجابة الصحيحة: صغيرة حيث كانت واثقة ومصيبة. التدريب يخفضها، والهجوم يرفعها.
term-margin = الهامش γ
term-margin-says = بكم يسبق الصنف الصحيح الذي يليه في الاحتمال، من { "\u2066" }−1{ "\u2069" } إلى 1، مع أسوأ تغيير ضمن ε. فوق 0 تكون الإجابة صحيحة؛ ويحوّل قارئ خرج كل طبقة إلى إجابة.
term-noise = الضوضاء عند القطع
term-noise-says = أعداد عشوائية تضاف إلى ما تمرره المقدمة، فيقل اعتماد البقية عليها. فإن كانت المتانة تأتي عبر هذا الاعتماد وجب أن تهبط معه.
term-norm = المعيار، { "\u2066" }L∞{ "\u2069" } وL2
term-norm-says = كيف يُقاس حجم التغيير: يأخذ { "\u2066" }L∞{ "\u2069" } أكبر تغيير في أي بكسل، ويأخذ L2 طول التغييرات كلها معًا. وقيمة ε نفسها تعني فيهما شيئين مختلفين.
term-null = القيمة العشوائية
term-null-says = ما يعطيه المقياس حين تُخلط الصفوف فلا يبقى ما يُعثر عليه. وما يعلو عليها وحده أكثر من صدفة.
term-p-value = قيمة p
term-p-value-says = كم مرة تعطي الصدفة وحدها رقمًا متطرفًا بهذا القدر أو أكثر. الصغيرة حجة على الصدفة، والكبيرة لا تثبت شيئًا.
term-pgd = PGD
term-pgd-says = الانحدار التدرّجي المُسقَط (projected gradient descent): خطوات صغيرة كثيرة ترفع الخسارة، وبعد كل منها عودة إلى داخل صندوق ε. وهو الهجوم المعتاد للتدريب والاختبار.
term-prediction = التنبؤ
term-prediction-says = الاحتمالات التي تعطيها الشبكة للأصناف، وأكبرها إجابتها. الأعمدة العليا للعينة النظيفة، والسفلى للمهاجَمة.
term-probe = مسبار
term-probe-says = مصنِّف خطي صغير يُدرَّب على خرج طبقة واحدة، ليُعرف ما الذي يمكن قراءته منه هناك. به يكون لكل طبقة هامش خاص بها.
term-projection = الخرج في مستوى
term-projection-says = خرج طبقة على المحورين اللذين تتغير عليهما العينات النظيفة أكثر من غيرهما. وكالظل، قد يُخفي ما كانت المحاور الأخرى ستُظهره.
term-read-out = القراءة الخطية λ
term-read-out-says = تحل محل البقية كلها دالة خطية واحدة من طبقات المقدمة. فإن كان أداؤها مماثلًا لم تكن البقية تفعل شيئًا غير خطي.
term-rewind = إعادة إلى البداية
term-rewind-says = تعاد أوزان كتلة واحدة إلى حيث بدأ التدريب، ويبقى غيرها كما هو. ومقدار ما يُفقد مقياس رخيص لما تعلمته تلك الكتلة.
term-robust = متينة
term-robust-says = تكون الشبكة متينة حين تبقى مصيبة تحت الهجوم. والمقصود دائمًا قيمة ما لـ ε، ومعيار ما، وأقوى هجوم جُرّب.
term-robust-accuracy = الدقة تحت الهجوم
term-robust-accuracy-says = نسبة العينات التي تظل الشبكة مصيبة فيها بعد مهاجمتها. وقد يكون الرقم الحقيقي أقل، فربما وُجد هجوم أفضل.
term-robust-overfitting = الإفراط المتين في الملاءمة
term-robust-overfitting-says = إن طال تدريب الشبكة على الهجمات ازداد صمودها على عينات التدريب وقل على عينات جديدة. لذا تُختار أفضل حقبة على عينات التحقق.
term-samples = عينات التدريب والتحقق والاختبار
term-samples-says = تتعلم الشبكة من عينات التدريب، وتُتخذ الاختيارات كأفضل حقبة على عينات التحقق، وتحكم عليها عينات الاختبار في النهاية. ولا يلزم أن تتفق أرقام عينات مختلفة.
term-seed = البذرة
term-seed-says = العدد الذي تُسحب منه كل عشوائية في التشغيل: الأوزان الأولى والترتيب والبدايات العشوائية. والبذرة نفسها على الجهاز نفسه تعطي التشغيل نفسه.
term-semirobust = شبه متينة
term-semirobust-says = شبكة مقدمتها متينة وبقيتها نظيفة. وسؤال هذه الصفحة هو هل يصنع ذلك كلًّا متينًا.
term-sensitivity = الحساسية
term-sensitivity-says = كم يحرّك الهجوم خرج طبقة، نسبةً إلى حجمه. وللقنوات شبه الصامتة وزن كبير فيها.
term-transfer = نقل المتانة
term-transfer-says = توضع بقية نظيفة خلف مقدمة متينة وتُضبط هناك ضبطًا دقيقًا. فإن صار الكل متينًا فلعل المتانة انتقلت من المقدمة، وتقول التجربة الضابطة كم انتقل منها.
term-triage = فرز الشبكات العميقة
term-triage-says = كطبيب في الطوارئ: اجرح الشبكة في موضع واحد وانظر كيف حالها. تُدمج كل كتلة، وتُدرَّب الشبكة بعدة طرق، وتُقارن بأصلها.
term-trial = محاولة
term-trial-says = التجربة كلها مرة أخرى ببذرة أخرى. تتشتت الأرقام بين المحاولات، ومحاولة واحدة لا تستطيع أن تقول بكم.
