### Layerlab：简体中文（zh-Hans）。
### 
### 花括号内以 $ 开头的内容由程序填入，名称不可改动。中文的复数只有一种形式，因此大多数选择都可以省去。
### 术语：front 前段，rest 后段，cut 切分位置，fold 折叠，triage 分诊，parent 父网络，margin 间隔，null 零分布，trial 试验。

## The language itself

# ltr, or rtl for languages that are written from right to left.
language-direction = ltr
# Between groups of three digits: 1,000.
number-group = ,
# Before decimals: 0.31.
number-decimal = .
# A share in per cent.
percent = { $value }%
# A time that is left or was taken.
duration-seconds = 约 { $seconds } 秒
duration-minutes = 约 { $minutes } 分钟
milliseconds = { $time } 毫秒
# Between the details under a sentence.
separator-details = { " · " }
# Between the parts of a list.
separator-list = 、
# Between clauses of a sentence.
separator-clauses = ；
# The end of a list: $first is everything before the last part.
list-and = { $first } 和 { $last }
list-or = { $first } 或 { $last }
yes = 是
no = 否
# Where a table or a picture has nothing.
none = –

## The top of the page

program = Layerlab
question-normal = 骗过一个网络，只需要多小的改动？
question-robust = 让网络变鲁棒，要付出什么代价？
question-transfer = 先让半个网络变鲁棒，另一半会跟上吗？
question-triage = 把几层折叠成一层，网络会损失什么？
open = 打开
open-hint = 打开文件或运行的文件夹；拖到页面上也可以
open-file = 文件
open-file-hint = report.json 或 .experiment.toml
open-folder = 运行的文件夹
open-folder-hint = 即“layerlab run”写出的文件夹：显示其中的报告
folder-without-report = 这个文件夹里没有 report.json，不是“layerlab run”已完成的运行：请选一次运行的文件夹。
# Runs in folders of this computer, where the page comes from the binary.
local-runs = 本机的运行
local-runs-hint = 交给“layerlab explore”的文件夹中已完成的运行
local-runs-awaited = 正在查找运行…
local-runs-none = 这些文件夹里还没有已完成的运行。
local-runs-missing = 没有收到运行列表。“layerlab explore”还开着吗？
local-run = { $workflow } · { $date }
update-ready = Layerlab 有新版本了，下次打开本页面时启用。
drop = 把报告、图片、zip、数据集文件或权重拖到这里
export = 导出
export-experiment = 实验
export-experiment-hint = 把当前设置存为文件；在命令行用“layerlab run FILE”可以重跑
export-report = 报告
export-report-hint = 把这次运行的数据存为文件，本页面可以打开
export-reports-hint = 把所比较的各网络的数据存为文件，本页面可以打开
export-report-later = 运行结束后，可导出其数据
export-link = 带结果的链接
export-link-hint = 复制一个链接，打开就能看到这些数据
export-link-later = “按设置训练”的运行结束后可用；其他运行太大，放不进链接
export-curves = 曲线
export-curves-hint = 所有运行存为表格（CSV），每次评估一行
export-table = 运行对照表
export-table-hint = 各次运行有何不同，以及各自的数据（CSV）
export-weights = 权重
export-weights-hint = 这次运行最近保存的权重，存为 .safetensors
export-weights-later = 本次打开页面后所做运行的权重
weights-gone = 这次运行的权重已经没有了，因为之后有别的运行用过引擎：要保存请重新训练。
export-citation = 引用
export-citation-hint = 两篇论文和本程序的 BibTeX
export-figures = 图
export-figures-later = 图：运行画出图之后可以导出
export-as = { $name }，{ $format } 格式
export-figure-refused = 浏览器无法把这张图画成文件：请改用截屏。
share = 分享
share-hint = 复制指向这套设置的链接
link-copied = 已复制这套设置的链接；结果请用“导出”
link-not-copied = 浏览器不允许页面复制链接，请从地址栏复制。
# The figures of a run that came with a link; $device is cpu, gpu or webgpu.
link-result = 这个链接附有在别处算出的结果（{ $device }，{ $seconds } 秒）：第 { $step } 步后干净 { $clean }，攻击下 { $robust }（n = { $n }）。点“训练”可在这里重新计算。
link-result-copied = 带结果的链接已复制，也在地址栏中。
link-result-broken = 读不出这个链接中的结果：请对方重新发链接，或点“训练”在这里计算。设置已按链接设好。
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
theme-projector = 投影
# The button that turns to the next colour scheme: what it shows, and its whole name.
theme-short-auto = 自动
theme-short-light = 浅色
theme-short-dark = 深色
theme-short-projector = 投影
theme-button = 配色：{ $theme }。点击换下一种
language = 页面语言
# The button of the language menu: $short is what it shows (EN), $name the language by its own name.
language-label = { $short }，语言：{ $name }
language-failed = { $language } 的文字加载失败，页面语言不变：请检查网络连接，再选一次。
dismiss = 关闭

## As a frame in another page

embed = 嵌入
embed-hint = 把这套设置放进幻灯片或课程网页
embed-title = 嵌入网页
embed-panels = 框架里显示什么
panel-workflows = 选择要做什么
panel-setup = 设置
panel-transport = 训练、暂停和停止
panel-finding = 在做什么、发现了什么
panel-steps = 运行的各步
panel-contrast = 网络并排比较
panel-network = 网络和切分位置
panel-modes = 前后两段怎样训练
panel-tracks = 各层下方的度量
panel-heat-map = 热力图
panel-curves = 曲线
panel-runs = 运行列表
panel-examples = 例子
panel-noise = 切分处的噪声
panel-audit = 核查定理
panel-claims = 论断
panel-recovery = 恢复
panel-filters = 滤波器
panel-own = 自己的样本和权重
panel-credit = 完整页面的链接
embed-theme = 主题
embed-width = 宽度（像素）
embed-height = 高度（像素）
embed-autoplay = 自动开始
embed-autoplay-hint = 框架一进入视野就开始运行；否则等人点击
embed-result = 带上这次运行的数据
embed-result-hint = 不用点击，框架就显示这次已结束运行的曲线和准确率
embed-result-later = 训练结束之后可用。迁移或分诊的数据太多，放不进网址：请把导出的报告放在网页旁边，并在框架的网址中加上 &run=report.json
embed-html = 放进网页的 HTML
embed-copy = 复制 HTML
embed-copied = 已复制。
embed-not-copied = 浏览器不允许页面复制。内容已选中：请按 Ctrl+C 或 ⌘C。
embed-keys = 在框架里按的键只在框架里有效：翻页之前，请先点一下框架外面。
embed-more = 网页里的脚本还能启动、暂停这个框架，并读取它的数据，例如：
embed-deck = 含三个框架的幻灯片
embed-course = 课程页面
embed-look = 看看效果
embed-frame-title = Layerlab：{ $question }
close = 关闭
poster-run = 在这里运行
poster-open = 先看看
credit = Layerlab：打开完整页面
credit-hint = 在新标签页中打开这套设置和全部控件
nothing-kept = 这个框架里什么都不会保存。
# What a frame's address asks for and there is not. $names, $name, $entries and $path stand in the address.
embed-unknown-panels =
    框架的地址里写了“{ $names }”，但没有{ $count ->
        [1] 叫这个名称的面板
       *[other] 叫这些名称的面板
    }：名称见 docs/embedding.md。
embed-unknown-theme = 地址里的主题是“{ $name }”：请填 auto、light、dark 或 projector。
embed-no-origin = 地址中的 origin= 含有“{ $entries }”：请填网址的开头部分，如 https://course.example，多个用逗号隔开。
embed-run-elsewhere = 地址中的 run= 是“{ $path }”，它不是本页面所在主机上的路径：请把报告放在页面旁边，再填它的路径。
run-unanswered = 没能打开报告 { $path }：服务器返回 { $status }。请检查地址中的 run=。
run-unreachable = 没能打开报告 { $path }：连不上服务器，或服务器不允许这个框架读取。
# Why a message of the page around a frame is not carried out; programmers read these.
frame-refuses-origin = 这个框架不接收来自 { $origin } 的消息：请在它的地址里加上 origin={ $origin }。
frame-refuses-size = 消息有 { $bytes } 字节，而最多读取 { $most } 字节。
frame-refuses-form = 消息需要 version 和 action：见 docs/embedding.md。
frame-refuses-version = 消息的版本是 { $found }，而本页面用的是版本 { $supported }：请改消息，或用该版本的页面。
frame-refuses-action = 没有“{ $asked }”这个操作：请用 { $known } 之一。
frame-refuses-call = 读不出操作 { $action }（{ $why }）：见 docs/embedding.md。
frame-refuses-link = 没有采用这个链接：{ $problems }。一切未变。
frame-refuses-link-version = 链接的版本是 { $found }，而本页面读取的是版本 { $supported }。一切未变。
frame-refuses-link-value = “{ $key }”是“{ $value }”，应为：{ $give }
frame-refuses-busy = 有运行正在进行：请先停止或重置，再设置链接。
frame-refuses-no-run = 没有正在进行的运行，无法暂停或停止。

## Where it computes

device-auto = 自动
device-auto-hint = 浏览器提供真正的 GPU 时就用 GPU
device-cpu = CPU
device-cpu-hint = 哪里都能用
device-gpu = WebGPU
device-gpu-hint = 需加载更大的引擎
device-cores = CPU 核数
device-cores-hint = 每多用一个核，约多占 50 MB 内存。
device-from-next-run = 下次运行起换用新设备；这次运行仍留在原设备上。
device-cpu-word = CPU
device-webgpu-word = WebGPU
# Why an engine is used, after its name and a colon.
device-asked = 由你指定
device-asked-software = 由你指定；这个 GPU 是软件模拟的
device-offered = 浏览器提供了 GPU
device-asking = 正在向浏览器申请 GPU
device-none = 浏览器没有提供 GPU
device-left-out = 这份页面只用 CPU 计算
device-software = 浏览器只能用软件模拟 GPU
device-loading = 正在加载 GPU 引擎
device-lost = GPU 已丢失
device-menu-hint = { $device }：{ $reason }
device-menu-label = 计算设备：{ $device }，{ $reason }
device-menu-note = { $device }：{ $reason }。
no-gpu-engine = 这份页面没有 GPU 引擎，所以用 CPU 计算，其他一切照旧。
no-gpu = 浏览器没有向页面提供 GPU，所以改用 CPU 计算，其他一切照旧。
# $why is what the browser said, or none.
gpu-lost =
    第 { $step } 步时 GPU 丢失{ $why ->
        [none] { "" }
       *[other] （{ $why }）
    }。训练改在 CPU 上，用最近保存的权重从第 { $from } 步继续。
gpu-lost-early =
    第 { $step } 步时 GPU 丢失{ $why ->
        [none] { "" }
       *[other] （{ $why }）
    }，此时还没有保存过权重。将在 CPU 上重新开始运行。
gpu-lost-idle =
    GPU 引擎无法使用{ $why ->
        [none] { "" }
       *[other] （{ $why }）
    }，改用 CPU 计算。
cpu-engine-lost =
    引擎停止了{ $why ->
        [none] { "" }
       *[other] （{ $why }）
    }。
cpu-engine-lost-mend = 点“训练”可重新启动；如果又停了，请刷新页面。

## Workflows

workflows = 要做什么
workflow-train = 按设置训练
workflow-train-hint = 一个网络，前后两段各按你的选择训练
workflow-transfer = 观察鲁棒性迁移
workflow-transfer-hint = 算法 1：先得到鲁棒的前段，再接上干净的后段，看只微调后段能否找回鲁棒性
workflow-triage = 压缩块
workflow-triage-hint = 深度网络分诊：把一个由若干层组成的块折叠成一层，训练剩下的网络，看损失了什么

## The set-up

setup = 设置
setup-locked = 运行期间设置不能改；要改请先停止或重置。
setup-live = 没有变灰的项立即生效；其余的在训练期间不能改。
setup-changed = 设置已改，从下次运行起生效。
welcome = 攻击把图像的每个像素改动一点点：人几乎看不出区别，网络却会出错。网络能学会抵抗吗？是否每一层都得学？
welcome-lesson = 第一次来？从第 1 课开始
example-aside = 这些网络是事先训练好的。点“训练”可在这里重新训练，边训边看；也可以先改设置。
setup-unsound = 这样设置无法训练。
planned-how = 拖动切分位置，选好两段的训练方式，再点“训练”：下面的曲线会显示它在攻击下表现如何。
data = 数据
data-own = 你自己的样本
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
data-imagenette = Imagenette 160 px
data-imagenette-320 = Imagenette 320 px
data-stanford-dogs = Stanford Dogs
network = 网络
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
attack = 攻击
norm-linf = PGD，L∞
norm-l2 = PGD，L2
epsilon = 强度 ε
warm-epochs = 先干净训练
warm-epochs-hint = 整个网络先用干净样本训练的轮数
epochs = 轮数
compare = 与普通、鲁棒网络比较
until-stopped = 直到停止
epochs-hint = 按所选模式遍历训练样本的次数
normal-epochs = 普通
normal-epochs-hint = 用干净样本训练的轮数
robust-epochs = 鲁棒
robust-epochs-hint = 从普通网络出发，用对抗样本训练的轮数
tune-epochs = 微调
tune-epochs-hint = 冻结前段后，后段最多训练的轮数：一旦和鲁棒网络一样鲁棒就结束
parent-epochs = 轮数
parent-epochs-hint = 父网络的训练轮数
child-epochs = 折叠后
child-epochs-hint = 压缩后的训练轮数；作为对照，父网络也再训练同样久
more = 更多
more-attack = 训练用攻击
more-training = 训练
more-samples = 样本与随机性
more-compression = 压缩
defence = 对抗训练
defence-pgd = PGD（Madry）
defence-free = Free
defence-trades = TRADES
defence-ibp = 认证（区间界）
attack-steps = 步数
attack-step-size = 步长
attack-random-start = 随机起点
free-replays = 每批重复次数
free-replays-hint = Free 训练在换下一批之前，把同一批用几次
ibp-kappa = 权重 κ
ibp-kappa-hint = 干净样本上的输出占多少权重；其余归区间界所允许的最坏情况
trades-beta = 权重 β
trades-beta-hint = 相对于干净样本，对抗样本上的输出占多大权重
optimiser = 优化器
optimiser-sgd = SGD
optimiser-adam = Adam
optimiser-adam-w = AdamW
learning-rate = 学习率
momentum = 动量
batch-size = 批大小
batch-norm = 批归一化
kernel = 合并层的卷积核（我们的）
kernel-same = 与原来相同
kernel-receptive-field = 等于块的感受野
final-attacks = 最后的攻击
final-attacks-hint = 每个训练完的网络还会用这些攻击来测，范数和 ε 与设置相同
final-attacks-samples = 样本数
final-attacks-samples-hint = 这些攻击所用的测试样本数：AutoAttack 对每个顶住攻击的样本要做几千次传播
final-attacks-found = 其他攻击下的准确率，附样本间的 95% 区间
train-samples = 训练用
test-samples = 留出
seed = 种子
# A field that takes numbers got something else.
not-a-number = “{ $field }”填的是“{ $value }”，请填数字；原值未变。
setup-cnn = CNN 处理的是图像，而 { $data } 是平面上的点：网络请选 MLP。
setup-frozen = 所有层都冻结了，没有可训练的：请把其中一段设为干净或对抗，或移动切分位置。
setup-no-epochs = 没有可训练的：请至少设 1 轮。

## Starting and stopping

train = 训练
continue = 继续
pause = 暂停
step = 单步
stop = 停止
reset = 重置
train-hint = 训练网络
pause-hint = 走完这一步后暂停
step-hint = 训练一步
stop-hint = 停止，并报告已有的结果
reset-hint = 停止并清空画面；已完成的运行仍留在列表里

## The status line: what Train will do

# $mode, $front_mode and $rest_mode are clean, adversarial or frozen; $front and $rest name layers.
planned-whole =
    整个网络{ $mode ->
        [clean] 用干净样本训练
        [adversarial] 用对抗样本训练
       *[frozen] 保持冻结
    }。
planned-warm-whole =
    先用干净样本把整个网络训练 { $epochs } 轮，然后整个网络{ $mode ->
        [clean] 继续用干净样本训练
        [adversarial] 用对抗样本训练
       *[frozen] 保持冻结
    }。
planned-sides =
    前段（{ $front }）{ $front_mode ->
        [clean] 用干净样本训练
        [adversarial] 用对抗样本训练
       *[frozen] 保持冻结
    }，后段（{ $rest }）{ $rest_mode ->
        [clean] 用干净样本训练
        [adversarial] 用对抗样本训练
       *[frozen] 保持冻结
    }。
planned-warm-sides =
    先用干净样本把整个网络训练 { $epochs } 轮；然后前段（{ $front }）{ $front_mode ->
        [clean] 用干净样本训练
        [adversarial] 用对抗样本训练
       *[frozen] 保持冻结
    }，后段（{ $rest }）{ $rest_mode ->
        [clean] 用干净样本训练
        [adversarial] 用对抗样本训练
       *[frozen] 保持冻结
    }。
planned-time =
    { $networks ->
        [1] 在这里需要{ $time }
       *[other] 在这里训练 { $networks } 个网络需要{ $time }
    }。
planned-layers = 逐层：{ $layers }。
planned-layer = { $layer } { $mode }
planned-earlier = 在此之前，先运行文件或链接中的 { $phases } 个阶段。
# The first and the last of some neighbouring layers.
layers-span = { $first } 到 { $last }
transfer-planned =
    先训练一个普通网络，再把它变鲁棒，然后把普通网络的{ $rest ->
        [0] 零层
        [1] 最后一层
        [2] 最后两层
       *[other] 最后 { $rest } 层
    }接到鲁棒的前段后面。只用{ $objective ->
        [clean] 干净样本
       *[adversarial] 对抗样本
    }微调这部分，能找回鲁棒性吗？
transfer-empty = 拖动切分位置，再点“训练”：下面会逐层显示四个网络各能顶住多强的攻击。
# $blocks lists the blocks; $grouping says whether there is one, several at once, or several in turn.
triage-planned =
    先训练{ $parent ->
        [normal] 一个普通网络
        [robust] 一个鲁棒网络
        [half-robust] 一个半鲁棒网络
       *[several] 几个网络
    }，{ $grouping ->
        [one] 把 { $blocks } 折叠成一层
        [at-once] 同时折叠 { $blocks }
       *[in-turn] 依次折叠 { $blocks }
    }，再{ $schemes ->
        [0] 看看剩下的网络
        [1] 训练剩下的网络
       *[other] 用 { $schemes } 种方式训练剩下的网络
    }。会损失什么？
triage-pick = 选一个块：网络少了哪些层也行？
triage-pick-how = 点几层下面的“折叠”，它们就合成一层。再点“训练”，看要付出多少代价，训练又能补回多少。
triage-ready = 先训练父网络，再从各自的初始权重出发训练每个折叠后的网络。
triage-adds = 父网络已有结果：“训练”只测新的格子。
triage-nothing-missing = 勾选的都测过了：再折叠一个块，或勾选别的训练方式。
triage-no-block = 这个网络没有连续两层同类的层，无法折叠：请选 Small VGG 或 MLP。

## The status line: how far a run is

progress-paused = 已在第 { $step } 步暂停。
progress-paused-detail = 还剩 { $left } 步 · 可以继续，或走单步
progress-stopping = 正在停止，并测量已有的结果…
progress-pausing = 走完这一步后暂停…
progress-trained = 训练完毕，正在测量结果…
progress-trained-detail = { $n } 个留出样本，{ $attack }
progress-preparing = 正在准备…
progress-loading = 正在加载数据、搭建网络
# While a graphics card gets ready: what is done, then how long already, then a button.
slow-start-engine = 正在加载并启动显卡程序。
slow-start-network = 正在把网络和第一批样本放到显卡上。
slow-start-seconds = 已用 { $seconds } 秒。
use-cpu = 改用 CPU
use-cpu-hint = 这次运行现在就用 CPU 开始；显卡可在页面顶部重新选择
progress-preparing-gpu = 正在准备显卡…
progress-preparing-gpu-detail = 已完成 { $done }/{ $of } 部分 · 浏览器在编译程序，每个网络只需一次
progress-epoch = 正在训练，第 { $epoch }/{ $epochs } 轮。
progress-of-several = 网络 { $number }/{ $of }，{ $network }：{ $sentence }
progress-step-open = 第 { $step } 步
progress-epoch-open = 正在训练，第 { $epoch } 轮。
progress-until-stopped = 一直训练，直到你停止
progress-step = 第 { $step }/{ $steps } 步
training-step = 训练第 { $step }/{ $steps } 步
training-step-at-most = 训练第 { $step } 步，最多 { $steps } 步
progress-left = 还剩{ $time }
progress-measuring = 测量中：{ $share }
measuring = 测量中…
epoch-of = 第 { $epoch }/{ $epochs } 轮
# What a protocol does now ($what is one of the messages below) in its epoch and its trial.
progress-in-epoch = { $what }，{ $epoch }
progress-in-trial = 第 { $trial }/{ $trials } 次试验，{ $what }
progress-sentence = { $what }。
transfer-now-normal = 第 { $number }/{ $of } 步：训练普通网络
transfer-now-robust = 第 { $number }/{ $of } 步：让它变鲁棒
transfer-now-swap = 第 { $number }/{ $of } 步：干净的后段已接到鲁棒的前段后，正在测量
transfer-now-fine-tune = 第 { $number }/{ $of } 步：冻结前段，微调后段
transfer-now-compare = 第 { $number }/{ $of } 步：同样的后段接在干净的前段后，作比较
measured-last = 最近测量的是{ $network }网络
triage-now-parent = 训练父网络
triage-now-robust = 让父网络变鲁棒
triage-now-measure = 测量父网络
triage-now-longer = 把父网络再训练一段，作为对照
triage-now-transfer = 在父网络的前段后微调其后段，作为对照
triage-now-fold = 折叠 { $fold }：不再训练，直接测量
triage-now-cell = 折叠 { $fold }：{ $scheme }
triage-fields = { $done }/{ $cells } 格

## The status line: what a run found

# The attack of the evaluation.
attack-label = { $method }，ε { $epsilon }
attack-label-l2 = L2 范数的 { $method }，ε { $epsilon }
finding-stopped = 在第 { $step } 步停止。
# $network and $other are adjectives: kind-…-adjective.
finding =
    受攻击（{ $attack }）时，{ $network }网络在 { $n } { $samples ->
        [images] 张图像
       *[points] 个点
    }中仍答对 { $robust } { $interval }。干净：{ $clean } { $clean_interval }。
# Three networks, trained normally, as set up ($network), and fully adversarially.
finding-three =
    受攻击（{ $attack }）时，在 { $n } { $samples ->
        [images] 张测试图像
       *[points] 个测试点
    }中，普通网络仍答对 { $normal }，{ $network }网络 { $robust }，完全鲁棒的网络 { $full }；不受攻击时分别为 { $clean_normal }、{ $clean } 和 { $clean_full }。
finding-full-is-short = 完全鲁棒的网络还落在后面：它学得慢，需要更多轮。
finding-beside =
    受攻击（{ $attack }）时，在 { $n } { $samples ->
        [images] 张图像
       *[points] 个点
    }中，{ $network }网络仍答对 { $robust } { $interval }，{ $other }网络 { $other_robust } { $other_interval }；不受攻击时为 { $clean } 和 { $other_clean }。
provenance =
    在 { $device } 上 { $seconds } 秒训练 { $steps } 步，种子 { $seed }。方括号：{ $brackets ->
        [samples] 样本间的 95% 区间
        [trials] 试验间的 95% 区间
       *[range] 各次试验的最小值和最大值
    }。
transfer-ended-early = 还没得到可供比较的鲁棒网络就结束了。
transfer-finding-robust =
    受攻击（{ $attack }）时，鲁棒网络在 { $n } { $samples ->
        [images] 张图像
       *[points] 个点
    }中仍答对 { $robust }{ $trials ->
        [1] { "" }
       *[other] （{ $trials } 次试验的均值）
    }。
transfer-finding-swapped =
    受攻击（{ $attack }）时，鲁棒网络在 { $n } { $samples ->
        [images] 张图像
       *[points] 个点
    }中仍答对 { $robust }{ $trials ->
        [1] { "" }
       *[other] （{ $trials } 次试验的均值）
    }；在其前段后接上{ $rest ->
        [0] 零层
        [1] 干净的最后一层
        [2] 干净的最后两层
       *[other] 干净的最后 { $rest } 层
    }后为 { $swapped }。
transfer-finding-tuned =
    受攻击（{ $attack }）时，鲁棒网络在 { $n } { $samples ->
        [images] 张图像
       *[points] 个点
    }中仍答对 { $robust }{ $trials ->
        [1] { "" }
       *[other] （{ $trials } 次试验的均值）
    }；在其前段后接上{ $rest ->
        [0] 零层
        [1] 干净的最后一层
        [2] 干净的最后两层
       *[other] 干净的最后 { $rest } 层
    }后为 { $swapped }；只用{ $objective ->
        [clean] 干净
       *[adversarial] 对抗
    }样本微调这部分后为 { $tuned }。
transfer-finding-robust-is-short = 完全鲁棒的网络反而更低：也许 { $epochs } 轮还不够，也许训练过头了。
transfer-finding-control =
    接在普通前段后以同样方式微调，{ $rest ->
        [1] 同样这一层自己能达到
       *[other] 同样这 { $rest } 层自己能达到
    } { $control }：{ $adds ->
        [more] 鲁棒的前段又贡献了 { $points } 个百分点。
       *[none] 鲁棒的前段在这里没有贡献。
    }
triage-ended-early = 还没测量{ $parent }父网络就结束了。
# $measure says which accuracy is meant.
triage-finding-none =
    { $why ->
        [unfolded] 现在没有折叠任何块。
       *[unmeasured] 还没有测过任何折叠。
    }父网络的{ $measure ->
        [clean] 干净准确率
       *[attacked] 攻击下准确率
    }为 { $parent }。
# $folding is folding-one or folding-several, $done one of scheme-…-done.
triage-finding-one =
    { $folding }，{ $done }，{ $measure ->
        [clean] 干净准确率
       *[attacked] 攻击下准确率
    }变化 { $points } { $interval } 个百分点；父网络为 { $parent }。
triage-finding-trained =
    { $folding }，不再训练时{ $measure ->
        [clean] 干净准确率
       *[attacked] 攻击下准确率
    }变化 { $before } 个百分点，{ $done }变化 { $points } { $interval } 个百分点；父网络为 { $parent }。
triage-finding-several =
    { $done }，折叠 { $worst } 最糟（{ $measure ->
        [clean] 干净准确率
       *[attacked] 攻击下准确率
    }变化 { $worst_points } { $worst_interval } 个百分点），折叠 { $best } 最好（{ $best_points } { $best_interval }）；父网络为 { $parent }。
# In place of an interval where one trial or equal ones give none.
triage-no-interval = [无区间]
triage-finding-overlap = 两者的区间重叠，分不出高下。
triage-in-short = { $fold }，{ $done }：{ $points } 个百分点
folding-one = 把 { $fold } 折叠成一层
folding-several = 同时折叠 { $folds }
as-one-layer = { $fold } 合为一层
each-as-one-layer = { $folds } 各合为一层

## Runs

runs = 运行
runs-now = 本次运行
run-from-link = 来自链接，在别处计算
run-open = 打开
run-open-hint = 重新打开 { $name }，连同图像和设置
run-lines = 画出 { $name } 的曲线
run-more = 编辑
run-more-hint = 编辑 { $name }：名称、备注、删除
run-title = 名称
run-remark = 备注
run-delete = 删除
run-delete-hint = 在删除下一个之前都可以恢复
run-deleted = 运行已删除。
undo = 撤销
compare-runs = 比较
column-run = 运行
column-steps = 步数
column-seconds = 秒
again = 同样起点
again-hint = 从同样的初始权重重新训练，并用上之后的改动
again-same-weights = 这次运行与上一次从同样的初始权重出发（种子 { $seed }）：差别都来自所做的改动。
again-other-network = 网络或它的输入改了，这次运行无法从同样的权重出发；种子不变。
# Steps done and planned of a run that ended with its page or its engine.
cut-short = 有一次运行在第 { $step }/{ $steps } 步后中断。
runs-elsewhere = 有一次运行正在本浏览器的另一个标签页中进行：上次保存时在第 { $step }/{ $steps } 步。
go-on = 接着运行
checkpoint-damaged = 读不出那次运行保存的状态，无法接着运行：请点“训练”重新开始。
# What changed from the run before: it names a run.
differs = { $what } { $from } → { $to }
differs-new = { $what } { $to }
differs-only = { $what }有改动
differs-more = 另有 { $count } 处
differs-none = 设置相同，再次运行
differs-epsilon = ε
differs-cut = 切分位置
differs-after = { $layer } 之后
differs-key = “{ $key }”

## Looking back in time

time = 回看
time-hint = 回看某次评估时的图像和条形。用方向键、Home 和 End 移动
time-reading = 第 { $step } 步：干净 { $clean }，攻击下 { $robust }（共 { $n } 个样本）

## What the browser keeps

store-missing = 浏览器不为本页面保存内容（可能是隐私窗口、框架或设置所致），运行只保留到页面关闭：需要的请导出。
store-full = 浏览器没有空间再保存运行：请从列表中删掉一些，或把这次运行导出为报告；否则它只保留到页面关闭。
store-damaged = 浏览器为 Layerlab 保存的内容已损坏，运行只保留到页面关闭；清除本网站的数据即可修复。
store-newer = 浏览器中的运行是更新版本的 Layerlab 保存的，未作改动；本页面的运行只保留到页面关闭。刷新可换成新版本。
store-blocked = 本浏览器的另一个标签页占着 Layerlab 保存的内容：请关闭其他标签页。在此之前，运行只保留到本页面关闭。
store-unread = 有 { $runs } 次保存的运行读不出来，已原样保留：别的版本的 Layerlab 也许能读。

## An engine that says nothing

engine-quiet = 引擎已有 { $seconds } 秒没有动静，比这次运行中任何时候都久。它可能正在做费时的事，也可能已经停了：可以再等等，或从最近保存的权重重新启动。
start-anew = 重新启动
engine-restarted = 引擎已重新启动；运行从第 { $step } 步继续。
engine-restarted-early = 引擎已重新启动，此前还没有保存过权重；运行从头开始。
run-detail = ε { $epsilon }
run-detail-cut = 切在 { $layer } 之后，ε { $epsilon }
run-detail-transfer = 最后 { $rests } 层，ε { $epsilon }
run-detail-blocks = { $blocks }，ε { $epsilon }
# Kinds of runs, in the list; the adjective stands before the word network.
kind-normal = 普通
kind-normal-adjective = 普通
kind-robust = 鲁棒
kind-robust-adjective = 完全鲁棒的
kind-half-robust = 半鲁棒
kind-half-robust-adjective = 半鲁棒
kind-robust-rest = 后段鲁棒
kind-robust-rest-adjective = 后段鲁棒的
kind-frozen-then-clean = 前段冻结，后段干净
kind-frozen-then-clean-adjective = 前段冻结、后段干净的
kind-frozen-then-robust = 前段冻结，后段鲁棒
kind-frozen-then-robust-adjective = 前段冻结、后段鲁棒的
kind-clean-then-frozen = 前段干净，后段冻结
kind-clean-then-frozen-adjective = 前段干净、后段冻结的
kind-robust-then-frozen = 前段鲁棒，后段冻结
kind-robust-then-frozen-adjective = 前段鲁棒、后段冻结的
kind-frozen = 冻结
kind-frozen-adjective = 冻结的
kind-mixed = 逐层设置
kind-mixed-adjective = 逐层设置的
kind-transfer = 迁移
kind-transfer-adjective = 迁移后的
kind-triage = 分诊
kind-triage-adjective = 压缩后的

## The network, layer by layer

network-view = 逐层看网络
input = 输入
prediction = 预测
prediction-true = （正确类）
prediction-empty = 这里会显示网络的判断。
# One class of the prediction, for people who can't see the bars.
prediction-label = { $class }：干净 { $clean }，攻击下 { $attacked }
cut = 切分位置
cut-hint = 拖动，或用方向键
cut-between = 在 { $before } 与 { $after } 之间
cut-first = 在 { $layer } 之前：全部为后段
cut-last = 在 { $layer } 之后：全部为前段
front = 前段
rest = 后段
side-empty = 这一段没有层
front-robust = 鲁棒
front-frozen = 然后冻结
mode-clean = 干净
mode-clean-hint = 这些层用原始的样本训练
mode-adversarial = 对抗
mode-adversarial-hint = 这些层用对抗样本训练
mode-frozen = 冻结
mode-frozen-hint = 这些层完全不训练
layer-mode = { $layer } 的训练方式
layer-held = 先对抗，再冻结
layer-tuned = 微调
layer-untrained = 未训练，将设为{ $state }
layer-label = { $layer }：{ $state }
layer-tokens = { $tokens } 个 token，宽 { $width }
parameters = { $count } 个参数
parameters-change = { $before } → { $after }
sensitivity = 敏感度
sensitivity-empty = 将显示攻击把每层输出推开多远
sensitivity-says = 攻击把每层输出推开多远（相对于输出的大小）
sensitivity-cell = { $layer }：{ $value } [{ $low }, { $high }]

## Curves

curves = 留出样本上的准确率
contrast = 并排比较
contrast-note = 攻击会针对每个网络，在 ε 内重新寻找最坏的改动：同样的图像，看各个网络实际收到什么、认成什么。
contrast-waits = 尚未评估
contrast-bar = { $what }：{ $share } { $interval }
contrast-sample = 这是{ $class }；受攻击后，网络认成{ $says }
# Under the curves; results are on all test samples.
curves-on =
    训练途中：{ $n } { $samples ->
        [images] 张
       *[points] 个
    }{ $split ->
        [validation] 验证
       *[test] 测试
    }{ $samples ->
        [images] 图像
       *[points] 点
    }；最终结果：全部 { $test } { $samples ->
        [images] 张测试图像
       *[points] 个测试点
    }，两者不一定一致。
curves-empty-1 = 训练时，这里会画出
curves-empty-2 = 干净和攻击下的准确率
curves-hint = 准确率随训练步数变化的图。用左右方向键逐点读数，按 T 显示表格，按 S 播放曲线。
# The chart of accuracies for those who do not see it.
curves-summary = { $steps } 步中，无攻击时的准确率从 { $clean_from } 变为 { $clean_to }，攻击下从 { $robust_from } 变为 { $robust_to }。
loss-summary = 训练损失：{ $steps } 步中从 { $from } 变为 { $to }
sound-play = 播放曲线
sound-stop = 停止播放
sound-hint-one = 用声音听所选曲线：音越高，准确率越高。在图上按 S 也可以，按 Esc 停止。
sound-hint = 用声音听曲线：先是无攻击，再是攻击下；音越高，准确率越高。在图上按 S 也可以，按 Esc 停止。
clean = 干净
under-attack = 攻击下
epoch = 轮
loss = 损失
table = 表格
chart = 图
# The name of a curve and its last value, at its end.
curve-end = { $curve } { $value }
# Over a line in the chart: what was changed there.
change-epsilon = ε { $epsilon }
change-rate = η { $rate }
change-modes = 模式
curve-reading = 第 { $step } 步（第 { $epoch } 轮）：干净 { $clean }，攻击下 { $robust }，n = { $n }
# Parts of a protocol, over the curves.
stage-normal = 普通
stage-robust = 鲁棒
stage-swap = 替换
stage-fine-tune = 替换后微调
stage-control = 比较
stage-measure-parent = 检查
stage-train-longer = 加训
stage-transfer-parent = 迁移
stage-cell = 压缩

## Examples

examples = 攻击做了什么
examples-empty = 这里会显示几个留出样本：原样、攻击加上的改动，以及网络在攻击前后的判断。
examples-clean = 干净
examples-attacked = 受攻击
examples-says = 网络判断
examples-hint = 在主画面显示这个样本
prediction-right = 对
prediction-wrong = 错
example-truth = 实为{ $class }
plane-hint = 留出的点，以及攻击把它们移到哪里
plane-key = 底色：网络在该处的判断，越深越有把握；线：攻击把点移到哪里；实心点：判断错误
plane-key-lines = 线：攻击把点移到哪里；实心点：判断错误
plane-score = 攻击下 { $robust }，n = { $n }
# The table behind the plane of points.
plane-table-number = 点
plane-table-class = 类别
plane-table-clean = 干净 (x, y)
plane-table-attacked = 受攻击 (x, y)
plane-table-says = 网络判断
plane-share = 网络把平面的 { $share } 判断为{ $class }。
column-change-magnified = 改动 ×{ $factor }
change-magnified-says = 灰色：未改动

## Columns of tables

column-step = 步
column-clean = 干净
column-under-attack = 攻击下
column-n = n
column-loss = 损失
column-trials = 试验
column-layer = 层
column-network = 网络
column-sensitivity = 敏感度
column-reader = 读出器
column-margin-clean = γ 干净
column-margin-certified = γ 认证
column-margin-attacked = γ 受攻击
column-margin-transferred = γ 整网攻击
column-right-under-attack = 攻击下答对
column-pair = 层对
column-measure = 度量
column-rho = ρ
column-rho-bits = ρ（比特）
column-null-mean = 零分布均值
column-null-p95 = 零分布 95 百分位
column-excess = ρ − 零分布
column-above-chance = 高于随机
column-permutations = 置换次数
column-attack = 攻击
column-accuracy = 准确率
column-fine-tuning = 微调
column-rho-rest = 后段各层对的 ρ
column-folded = 折叠
column-trained = 训练
column-before = 之前
column-after = 之后
column-attacked = 攻击下
column-change = 变化
column-change-attacked = 攻击下变化
column-steps-to-95 = 达到 95% 的步数
column-medians = 中位数
column-collapsed = 坍缩
column-fold-error = 折叠误差
column-without-training = 无需训练
column-loss-of = 准确率损失
column-spearman = 秩相关
column-p = p
medians = { $clean }，攻击下 { $attacked }
of-trials = { $collapsed }/{ $trials }
agreement = 无需训练的度量，给块排出的顺序与关键度一致吗？（Spearman，试验均值，95%）
proxy-reinitialised = 重新随机
proxy-rewound = 退回初值
proxy-noised = 权重加噪声
proxy-robust-criticality = 鲁棒关键度

## Tracks under the layers

# Added to the description of a track; $reading is the sentence of its highest point.
track-highest = 最高处：{ $reading }
tracks-hint = 指向某一层，或选中一行后用方向键：读数显示在这里。点名称可隐藏其线条，按 T 显示表格。
tracks-empty = 每个网络训练完就会测量，这几行随之填上：攻击把每层推开多远，每层有多鲁棒，以及它对前一层依赖多强。
points-key = 线：攻击把点移到哪里
reader = 用什么读出各层
measure = 依赖的度量方法
network-shown = 哪个网络
# What reads a layer's answer out of it.
reader-probe = 线性探针
reader-lambda = λ
reader-rest = 网络后续各层
# Measures of dependency, at length and in a word.
measure-edge = EDGE 互信息，比特
measure-short-edge = EDGE
measure-ksg = KSG 互信息，比特
measure-short-ksg = KSG
measure-ksg-noised = 后一层加噪声的 KSG 互信息，比特
measure-short-ksg-noised = KSG，加噪
measure-info-nce = InfoNCE，互信息的下界，比特
measure-short-info-nce = InfoNCE
measure-connectivity = 连通度
measure-short-connectivity = 连通度
measure-nhsic = nHSIC
measure-short-nhsic = nHSIC
measure-nhsic-channels = 通道均值的 nHSIC
measure-short-nhsic-channels = nHSIC，通道
measure-cka = 线性 CKA
measure-short-cka = CKA
measure-cka-rbf = RBF CKA
measure-short-cka-rbf = CKA，RBF
measure-cka-debiased = 去偏 CKA
measure-short-cka-debiased = CKA，去偏
track-sensitivity-label = 攻击把每层推开多远。左右方向键切换层，上下方向键切换网络，按 T 显示表格。
track-margin = 间隔
track-margin-label = 攻击下每层的间隔。左右方向键切换层，上下方向键切换网络，按 T 显示表格。
# $certified says whether any layer has a certificate.
track-margin-says =
    攻击后剩下的间隔 γ{ $certified ->
        [some] ，竖线从认证下界画起
       *[none] ；没有认证：层数多，界太松
    }
track-margin-says-measured =
    攻击后剩下的间隔 γ{ $certified ->
        [some] ，竖线从认证下界画起
       *[none] ；没有认证：层数多，界太松
    }；{ $reader }，n = { $n }
track-dependency = 依赖
track-dependency-label = 相邻层之间的依赖。左右方向键切换层对，上下方向键切换网络，按 T 显示表格。
track-dependency-says = { $measure }；粗线：高于随机水平，淡线：未超出
track-points = 点
track-points-label = 每层把点放在哪里。左右方向键切换层，上下方向键切换网络，按 T 显示表格。
track-points-says = 各层把点放在哪里（压到平面）
track-on = n = { $n }，{ $attack }
track-on-live = n = { $n }，{ $attack }；灰色：正在训练
sensitivity-reading = 攻击把{ $network }网络的 { $layer } 推开，幅度为其输出大小的 { $sensitivity } 倍（95%，n = { $n }，{ $attack }）。
margin-reading = 到 { $layer } 为止，{ $network }网络在攻击下的间隔最多为 { $attacked }；认证至少有 { $certified }；攻击整个网络时剩 { $transferred }。攻击下答对：{ $right }（{ $reader }，n = { $n }，95%，{ $attack }）。
margin-reading-vacuous = 到 { $layer } 为止，{ $network }网络在攻击下的间隔最多为 { $attacked }；没有任何认证，因为认证下界是最小值 −1；攻击整个网络时剩 { $transferred }。攻击下答对：{ $right }（{ $reader }，n = { $n }，95%，{ $attack }）。
# Two neighbouring layers.
pair = { $parent } → { $child }
pair-short = { $layer } { $measure } { $rho } · 零分布 { $null }
null-beside = { " " }· 零分布 { $null }
# $above says whether the dependency is more than chance gives.
pair-reading =
    { $network }网络中 { $child } 对 { $parent } 的依赖为 ρ = { $rho }；打乱后为 { $null }（95% 低于 { $p95 }，{ $permutations } 次置换）：{ $above ->
        [yes] 比随机水平高 { $excess }
       *[no] 没有超出随机水平
    }（{ $measure }，n = { $n } 个对抗样本，{ $attack }）。
pair-over-epochs = 高于随机水平的部分，按微调各轮：{ $values }。
mixing-not-apart = 未分开
mixing-not-apart-sentence = 在这两个轴上，即使没有攻击，各类也没有分开。
mixing-apart = 分开
mixing-apart-sentence = 攻击后，各类在这里仍然分开。
mixing-a-little = 略有混合
mixing-a-little-sentence = 攻击使各类在这里略有混合。
mixing-mixed = 混合
mixing-mixed-sentence = 攻击使各类在这里混在一起。
points-reading = { $network }网络的 { $layer }，压平到两个轴，解释方差的 { $share }。
points-neighbours = 最近的干净邻点属于正确类的比例：干净点为 { $clean }，受攻击后为 { $attacked }（n = { $n }，{ $attack }）。

## Transfer of robustness

steps-label = 逐步看这次运行
step-title = { $number }. { $title }
step-normal = 训练普通网络
step-robust = 让它变鲁棒
step-swap = 换上干净的后段
step-fall = 看看代价
step-fine-tune = 微调后段
step-fine-tune-clean = 用干净样本微调后段
step-compare = 换成干净前段再来一遍
step-normal-planned = { $epochs } 轮，干净样本
step-robust-planned = { $epochs } 轮，对抗样本
step-swap-says =
    { $rest ->
        [0] 零层
        [1] 最后一层
        [2] 最后两层
       *[other] 最后 { $rest } 层
    }换回干净的
step-fall-planned = 攻击下准确率
step-fine-tune-planned = 最多 { $epochs } 轮，前段冻结
step-compare-planned = 后段自己能做到多少？
step-compare-says = 攻击下 { $attacked } · 鲁棒前段贡献 { $gain }
step-both = 干净 { $clean } · 攻击下 { $attacked }
step-change = 攻击下 { $before } → { $after }
step-halted = 到此结束
role-normal = 普通
role-robust = 鲁棒
role-semirobust = 半鲁棒
role-transferred = 迁移后
network-hint =
    { $network }：{ $role ->
        [normal] 用干净样本训练
        [robust] 用对抗样本训练
        [semirobust] 鲁棒的前段接干净的后段
       *[transferred] 冻结鲁棒的前段，微调后段
    }。点击可{ $press ->
        [hide] 隐藏
       *[show] 显示
    }其线条。
objective = 后段用什么微调
objective-adversarial = 对抗
objective-adversarial-hint = 后段用针对整个网络生成的对抗样本训练，与论文一致
objective-clean = 干净
objective-clean-hint = 后段用干净样本训练：有鲁棒的前段就够了吗？
fine-tuned-on = 微调样本
control-clean-front = 在普通前段后微调后段
control-clean-front-hint = 对照：在冻结的普通前段后，用对抗样本微调后段，看它自己能做到多少。两者之差就是鲁棒前段的作用
control-reverse = 鲁棒的后段接普通前段
control-reverse-hint = 反过来替换，不做任何训练
control-statistics = 半鲁棒，重估批统计量
control-statistics-hint = 干净的后段接鲁棒前段，其批归一化的统计量按这个前段的输出重新估计
control-robust-longer = 鲁棒，训练更久
control-robust-longer-hint = 鲁棒网络再训练与微调同样多的轮数
read-out-held-out = 前段，线性读出 λ
read-out-held-out-hint = 算法 S1：把后段换成线性映射，从鲁棒前段的所有层拟合鲁棒网络的输出；在训练样本上拟合，再作为整体接受攻击
read-out-last-layer = 同上，只用前段最后一层
read-out-last-layer-hint = 线性映射只读鲁棒前段的最后一层，而不是所有层
read-out-paper = 同上，按论文的做法
read-out-paper-hint = 逐批在受攻击的测试样本上拟合，又在同一批样本上评判，而且攻击针对的是它所模仿的网络：特征比样本多时，无论前段如何，它都会照搬鲁棒网络的输出
read-out-random = 同上，λ 随机
read-out-random-hint = 对照：同样大小的随机映射
# $kept says whether the network of this epoch was kept.
tuned-epoch =
    { $epoch ->
        [0] 微调前
       *[other] 第 { $epoch } 轮
    }{ $kept ->
        [yes] ，已保留
       *[no] { "" }
    }

## Transfer of robustness: the audit of the theorem

audit = 定理能保证吗？
audit-empty = 测完一个网络后，这里会核查定理：各个前提及其数据、定理能保证什么，以及末端的间隔。
# $outcome is the outcome's name in files; $missed says whether the figures would contradict the theorem.
audit-verdict =
    { $network }网络：{ $outcome ->
        [missed] 定理会保证末端间隔至少为 { $guarantee }，而攻击后只剩 { $end }。所以必有某个前提不成立。
        [not-missed] 末端间隔 { $end } 不低于定理会保证的 { $guarantee }。这不构成矛盾；但前提未定，也不能证明什么。
       *[premise-not-established]
            定理没有保证什么，因为前段的半鲁棒性没有得到认证。{ $missed ->
                [yes] 假如得到认证，定理会保证至少 { $guarantee }，而末端间隔为 { $end }。
               *[no] { "" }
            }
    }
audit-premise-front = 前段半鲁棒：γ_a > 0
audit-premise-information = 后面每层与前一层共享至少 ρ_j 比特
audit-premise-growth = A2：后面每层间隔的增长都超过 1 + U_j
audit-premise-one-to-one = 各层为一一映射
audit-established = 成立
audit-open = 未定
audit-fails = 不成立
audit-front = 到 { $layer } 为止：{ $margin }。只有认证的一端才能确立这个前提。
audit-information = { $of } 对中有 { $above } 对高于随机水平；合计 { $sum } 比特。任何估计都无法确立它：连续的层之间真实值是无穷大，而任何估计能认证的都不会比样本数的对数大多少。
audit-growth = 实测增长：{ $least } 到 { $most }。间隔在 −1 与 1 之间，最多增长 2；只要 ρ_j > 0，U_j 就大于 1，于是 A2 要求增长超过 2。间隔有界时，这不可能成立。
audit-one-to-one = ReLU 和池化会把许多输入映射到同一个输出。
audit-sum = Σ ρ_j
audit-linear = 定理 3，假设后段为线性
audit-linear-hint = γ_a + γ_a (n − 1 − a)(n − a) / 2，其中 γ_a 取前段所有层认证间隔之和：假如后段每层都是其前面各层的线性组合，能保证的值就是它
audit-column-layer = 层
audit-column-null = 零分布
audit-column-growth = 间隔增长
audit-range = 间隔落在这里
audit-guarantee = 保证 { $margin }（灰色：随机水平）
audit-measured = 实测 { $margin }
audit-bracket = 认证 { $low }，攻击下 { $high }
audit-picture = 上：定理会保证 { $guarantee }。下：末端间隔 { $end }。
audit-on = { $reader }；{ $measure }；n = { $n }；{ $attack }。每个间隔的认证端和攻击端都是样本均值。

## Transfer of robustness: noise between front and rest

noise = 如果后段对前段依赖得少些呢？
noise-finding = { $network }网络：给 { $front } 的输出加上强度为其标准差 { $strength } 倍的噪声后，它与 { $rest } 的依赖高于随机水平的部分从 { $rho_before } 降到 { $rho_after }。攻击下的间隔从 { $attacked_before } 变为 { $attacked_after }，无攻击时从 { $clean_before } 变为 { $clean_after }。
noise-on = { $measure }，扣除零分布；间隔为 n = { $n } 个测试样本的均值，附 95% 区间；{ $attack }，攻击穿过噪声，每个样本的噪声只抽取一次。
noise-axis = 噪声强度
noise-label-rho = ρ（{ $measure }）
noise-label-clean = 间隔，干净
noise-label-attacked = 间隔，攻击下
noise-point = 强度 { $strength }：ρ { $rho }，攻击下间隔 { $margin }
noise-picture = 按噪声强度：{ $points }。

## Triage: blocks and how they are compressed

folds = 块
fold = 折叠
unfold = 展开
fold-hint = 折叠 { $block }：{ $layers }
unfold-hint = 展开 { $block }：{ $layers }
fold-undo = 撤销
fold-undo-hint = 撤销上一次折叠
fold-all = 逐个折叠
grouping = 如何压缩折叠的块
grouping-alone = 各自单独
grouping-alone-hint = 每个块对应一个压缩网络
grouping-together = 同时全部
grouping-together-hint = 在同一个网络中压缩所有的块（我们的）
folded-label = { $block }：{ $layers } 层折叠成一层，{ $state }
folded-count = { $layers } 层 → 1
folded-compressed = 已压缩
folded-planned = 待压缩
parent = 父网络
parent-hint = 被压缩块的那个网络。鲁棒和半鲁棒的父网络是我们对论文的补充
parent-kind-normal = 普通
parent-kind-robust = 鲁棒
parent-kind-half-robust = 半鲁棒
parent-kind-several = 多个
parent-clean = 普通
parent-adversarial = 鲁棒
parent-semirobust = 半鲁棒（最后 { $rest } 层干净）
parent-now = 准确率
parent-now-hint = 折叠之前在测试样本上的准确率：除“迁移”格外，损失都以它为基准
parent-transferred = 迁移后
parent-transferred-hint = “迁移”格的对照：不折叠，在父网络的前段后用对抗样本训练其后段
parent-longer = 训练更久
parent-longer-hint = 对照：不折叠，父网络再训练与折叠后的网络同样久
parent-empty = 这里会显示未折叠时的表现。
parents-shown = 父网络
first-weights = 初始权重
first-weights-shown = 初始权重
first-weights-random = 随机
first-weights-random-hint = 合并层如何起步：随机抽取（He et al. 2015）。其他方式是我们的
first-weights-random-matched = 随机，匹配
first-weights-random-matched-hint = 合并层如何起步：随机抽取，再归一化，使各通道的均值和标准差与原块一致（我们的）
first-weights-first = 首层的
first-weights-first-hint = 合并层如何起步：用块中第一层的权重（我们的）
first-weights-last = 末层的
first-weights-last-hint = 合并层如何起步：用块中最后一层的权重（我们的）
first-weights-mean = 各层均值
first-weights-mean-hint = 合并层如何起步：用块中各层权重的均值（我们的）
first-weights-collapse = 连乘
first-weights-collapse-hint = 合并层如何起步：把块中各层相乘成一层，当作其间没有非线性（我们的）
first-weights-least-squares = 最小二乘
first-weights-least-squares-hint = 合并层如何起步：取最接近原块在训练样本上输出的映射（我们的）
# Ways of training: the name, what it is, and what was done, after the name of a fold.
schemes = 训练方式
scheme-none = 不再训练
scheme-none-hint = 刚压缩完，不做任何训练
scheme-none-done = 不再训练
scheme-local = 只训新层
scheme-local-hint = 只训练新层，其他层的权重不变（我们的）
scheme-local-done = 训练新层后
scheme-global = 整个网络
scheme-global-hint = 训练所有层：即微调，与论文一致
scheme-global-done = 训练整个网络后
scheme-scratch = 从头训练
scheme-scratch-hint = 压缩后的网络从随机权重开始，训练时长与其他方式相同：作为对照（我们的）
scheme-scratch-done = 从头训练后
scheme-distill-logits = 输出蒸馏
scheme-distill-logits-hint = 所有层同时学习标签和父网络的输出（Hinton et al. 2015）
scheme-distill-logits-done = 输出蒸馏后
scheme-distill-hint = 特征蒸馏
scheme-distill-hint-hint = 新层学习给出原块的输出（FitNets，Romero et al. 2015）
scheme-distill-hint-done = 特征蒸馏后
scheme-distill-global = 先特征蒸馏
scheme-distill-global-hint = 前一半轮数只学块的特征，然后用标签训练整个网络（我们的）
scheme-distill-global-done = 特征蒸馏、再训练全网后
scheme-transfer = 迁移
scheme-transfer-hint = 前一半轮数用对抗样本训练新层；然后冻结前段，用对抗样本训练后段（我们的）
scheme-transfer-done = 冻结前段、训练后段后

## Triage: what was found

# A row of the table of cells: the fold, and whose.
fold-of-parent = { $fold } · { $parent }
saved = 节省
saved-hint = 把块合为一层后，整个网络的开销如何变化。时间是在运行所用设备上前向传播 100 个样本的时间除以父网络的时间，两者交替计时；取所有格的中位数
saved-parameters = 参数
saved-multiply-adds = 乘加
saved-time = 时间
saved-later = 运行时测量
cost-label = 折叠 { $fold } 后的{ $cost }：{ $change }
change = 变化
change-hint = 块的关键度：折叠它后，测试准确率比父网络变化多少。细体数字：区间包含 0，与随机波动分不开。攻击下的结果是我们对论文的补充
side-clean = 干净
side-attacked = 攻击下
change-by-scheme = 按训练方式
change-on =
    单位为百分点，n = { $n }，{ $attack }；{ $trials ->
        [1] 配对样本的 95% 区间
       *[other] { $trials } 次试验，方括号为试验间区间
    }
cell-empty = 每格会显示一次折叠使准确率变化多少个百分点（干净和攻击下）。请勾选想比较的训练方式。
cell-hint = 指向格子可看读数；点击可看其曲线和滤波器。
cell-unasked = 未要求
cell-planned = 尚未测量
cell-under-way = 进行中
# Before the figures of a field, for screen readers.
cell-name = { $fold }，{ $scheme }：干净{ " " }
cell-name-attacked = ，攻击下{ " " }
cell-label = { $fold }，{ $scheme }：{ $how }
# An accuracy before and after, with the change in points.
cell-change = { $before } → { $after }（{ $points } { $interval }）
# $first says how the layer began.
cell-reading =
    { $folded }，{ $done }，初始权重为{ $first ->
        [random] 随机
        [random-matched] 随机（匹配）
        [first] 首层的权重
        [last] 末层的权重
        [mean] 各层均值
        [collapse] 各层连乘
       *[least-squares] 最小二乘
    }：干净 { $clean }，攻击下 { $robust }，n = { $n }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] ，{ $trials } 次试验的均值
    }。
cell-reading-scratch =
    { $folded }，{ $done }：干净 { $clean }，攻击下 { $robust }，n = { $n }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] ，{ $trials } 次试验的均值
    }。
cell-before = 训练前 { $accuracy }。
convergence-never = { $steps } 步内没有达到父网络的 95%。
# $spread says whether all trials reached it at the same step, $whole whether all reached it.
convergence =
    在 { $steps } 步中，{ $whole ->
        [all] { "" }
       *[some] { $trials } 次试验里有 { $reached } 次，
    }{ $spread ->
        [same] 第 { $soonest } 步
       *[apart] 第 { $soonest } 到 { $latest } 步
    }达到父网络的 95%。
recovery = 训练能补回多少
recovery-empty-1 = 折叠后，这里会逐步画出准确率，
recovery-empty-2 = 旁边是父网络的线
# The chart for those who do not see it; $scheme is the name of a training scheme or of the parent.
recovery-summary = { $scheme }：{ $steps } 步中从 { $from } 变为 { $to }。
recovery-hint = 压缩后，验证样本上的干净准确率随训练步数变化的图。色带是样本间的 95% 区间；有多次试验时，是从最小到最大的范围。用左右方向键逐点读数，按 T 显示表格。
recovery-parent = 父网络正在训练；之后才折叠它的块
parent-line = 父网络
recovery-reading =
    { $curve }，第 { $step } 步（第 { $epoch } 轮）：干净 { $clean }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] （{ $trials } 次试验的均值，最小 { $least }，最大 { $most }）
    }，n = { $n } 个验证样本
recovery-reading-beside =
    { $curve }，第 { $step } 步（第 { $epoch } 轮）：干净 { $clean }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] （{ $trials } 次试验的均值，最小 { $least }，最大 { $most }）
    }，父网络 { $parent }，n = { $n } 个验证样本
steps-count = { $steps } 步
filters = 滤波器
filters-empty = 这里会显示新层训练前后的滤波器，各自排在旧层中最相像的滤波器上方。
filters-none = 没有可画的：编码器块没有滤波器，旧版本的报告也没有保存滤波器。
filters-says = 灰色为 0，越亮越正；刻度各自独立
filters-before = 初始权重
filters-after = 训练后
filters-fewer = 收起
filters-rank-hint = 滤波器用了多少个方向，由奇异值的熵算出（Roy and Vetterli 2007）
filters-nearest-hint = 给每个新滤波器配一个各不相同的搭档，使 |余弦| 之和最大；旁边是全新随机滤波器所能达到的值
filters-all = 全部 { $count } 个
filters-of =
    { $fold }，{ $scheme }{ $trials ->
        [0] { "" }
        [1] { "" }
       *[other] ，第一次试验
    }
filters-nearest = { $layer } 中最近的
filters-cosine = |cos| { $mean }，随机 { $chance }
filters-incomparable = 无法比较
filter-partner = 滤波器 { $filter }，|cos| { $cosine }
filters-ranks = 有效秩 { $rank }；{ $layers }。
filters-rank-of = { $layer } { $rank }
filter-number = 滤波器 { $filter }

## Claims of the papers

claims = 论文的论断
claims-transfer-hint = arXiv 2307.03803 的论断，各附用来判定的数据、其均值和试验间的 95% 区间
claims-triage-hint = arXiv 1801.04651 的论断，各附用来判定的数据、其均值和试验间的 95% 区间；检验方法、两个百分点的容差和关于鲁棒性的论断是我们的。运行前没有指明的论断，其 p 值用 Holm 法校正
claims-on =
    { $trials ->
        [1] 只有一次试验：不下结论
       *[other] { $trials } 次试验；方括号：试验间的 95% 区间
    }
claim-holds = 成立
claim-fails = 不成立
claim-open = 未定
claim-not-testable = 无法检验
claim-primary = 运行前已指明
claim-p = p { $p }
claim-p-corrected = p { $p }，校正后 { $corrected }
no-verdict-too-few-trials = 不足三次试验，不下结论
no-verdict-no-variance = 不下结论：某个差值在所有试验中都相同
no-verdict-starts-above = 网络一开始就高于父网络准确率的 95%，没有加速的余地
no-verdict-no-robustness = 父网络几乎不鲁棒，没什么可损失的
# What a figure is of, and the figure.
claim-figure = { $of }：{ $figure }
# Each claim has its sentence and, under -of, what its figure is. Acc* is the accuracy of the robust network, Acc_sr that of
# the one with a clean rest, Acc~ that after fine-tuning; f_b is the rest.
claim-loss = 最后 { $rest } 层换成干净的，网络就没有全部鲁棒时那么鲁棒。
claim-loss-of = 攻击下 Acc* − Acc_sr，占测试样本的比例
claim-loss-grows = 干净的层越多，鲁棒性损失越大。
claim-loss-grows-of = 攻击下，{ $small } 层干净时的 Acc_sr − { $large } 层干净时的
claim-recovery =
    只用{ $objective ->
        [clean] 干净
       *[adversarial] 对抗
    }样本微调最后 { $rest } 层，就能恢复几乎全部鲁棒性（至少 { $share }%）。
claim-recovery-of = 攻击下 Acc~ / Acc*
claim-reaches-goal =
    只用{ $objective ->
        [clean] 干净
       *[adversarial] 对抗
    }样本微调最后 { $rest } 层，就能赶上鲁棒网络{ $points ->
        [0] { "" }
       *[other] （差距不超过 { $points } 个百分点）
    }。
claim-reaches-goal-of = 攻击下 Acc~ − (Acc* − k)
claim-front-effect = 恢复鲁棒性的是鲁棒的前段，而不是对最后 { $rest } 层的微调本身。
claim-front-effect-of = 用对抗样本微调后段后的攻击下准确率：接鲁棒前段 − 接干净前段
claim-dependency-rises = 用对抗样本微调越久，最后 { $rest } 层对各自前一层的依赖越强。
claim-dependency-rises-of = EDGE 扣除零分布，对 f_b 中各层对取均值，最后一轮 − 第一轮之前，比特
claim-dependency-suffices = 达到目标的微调，其依赖强于未达到目标的微调。
claim-dependency-suffices-of = 最后一轮的 EDGE 扣除零分布，对 f_b 中各层对取均值：达到 Acc* − k 的 − 同一切分位置而未达到的，比特
claim-dependency-follows = 用对抗样本微调最后 { $rest } 层，离目标越近，依赖越强。
claim-dependency-follows-of = 在微调各轮上，EDGE 扣除零分布（对 f_b 中各层对取均值）与攻击下准确率的秩相关
claim-recovery-shrinks =
    用{ $objective ->
        [clean] 干净
       *[adversarial] 对抗
    }样本微调，微调的层越少，恢复得越多。
claim-recovery-shrinks-of = 攻击下，微调 { $small } 层的 Acc~ − 微调 { $large } 层的
claim-dependency-falls = 越靠近输出的层，对前一层的依赖越弱。
claim-dependency-falls-of = EDGE 扣除零分布，f_b 有 { $rest } 层时第一对 − 最后一对，比特
claim-scheme-none = 只折叠
claim-scheme-local = 训练新层
claim-scheme-global = 训练整个网络
claim-scheme-scratch = 从头训练
claim-scheme-distill-logits = 输出蒸馏
claim-scheme-distill-hint = 特征蒸馏
claim-scheme-distill-global = 特征蒸馏，再训练全网
claim-scheme-transfer = 冻结前段、训练后段
# $parent and $first (the first weights) are the names that stand in files, $scheme is a phrase above.
claim-blocks-alike = 最终准确率与压缩哪个块无关（{ $scheme }）。
claim-blocks-alike-of =
    两块之间的最大差值，干净，附对所有块对同时成立的 90% 区间；所有块对都在 { $points } 个百分点以内则支持，否则，若试验内的秩在 { $alpha } 水平上有差异则否定；{ $ranks }；父网络 { $parent }{ $first ->
        [none] { "" }
       *[other] ，初始权重 { $first }
    }
claim-ranks = Kruskal–Wallis H = { $h }，p { $p }，ε² = { $epsilon_squared }
claim-ranks-friedman =
    Friedman Q = { $q }，{ $how ->
        [sampled] 由 99,999 次置换得 p
       *[exact] 精确 p
    } { $p }，Kendall W = { $w }
claim-ranks-same = 每次试验中各块都相同
claim-recovers-parent =
    微调整个模型，准确率能恢复到或超过{ $parent ->
        [longer] 训练同样久的父网络（parent+）
       *[as-it-is] 父网络
    }（容差 { $points } 个百分点）。
claim-recovers-parent-of =
    子网络的准确率 − { $control ->
        [longer] 训练同样久的父网络（parent+）
       *[as-it-is] 父网络
    }的准确率，对各块取均值，干净；父网络 { $parent }，初始权重 { $first }
claim-exceeds-parent =
    微调整个模型，准确率能超过{ $parent ->
        [longer] 训练同样久的父网络（parent+）
       *[as-it-is] 父网络
    }。
claim-distillation-area = 蒸馏（{ $scheme }）能加快收敛（曲线下面积）。
claim-distillation-area-of =
    训练期间的平均准确率，有蒸馏 − 无蒸馏，对各块取均值{ $aside ->
        [0] { "" }
       *[other] ，其中 { $aside } 对网络起点已高于 95%，未计入
    }；父网络 { $parent }，初始权重 { $first }
claim-distillation-hastens = 蒸馏（{ $scheme }）能加快收敛（步数）。
claim-distillation-hastens-of =
    达到父网络准确率 95% 的步数，无蒸馏 − 有蒸馏，对各块取均值；从未达到的按 { $steps } 计{ $aside ->
        [0] { "" }
       *[other] ，其中 { $aside } 对网络起点已达到，未计入
    }；父网络 { $parent }，初始权重 { $first }
claim-distillation-holds = 蒸馏（{ $scheme }）以父网络的准确率为上限（最多高出 { $points } 个百分点）。
claim-distillation-holds-of = 子网络的准确率 − 父网络的准确率，对各块取均值，干净{ $without }；父网络 { $parent }，初始权重 { $first }
claim-distillation-holds-without = ；微调的子网络 − 这些，百分点：{ $value } [{ $low }, { $high }]
claim-transfer-holds = 压缩 { $block } 后，用对抗样本微调 f_b 能恢复与不压缩时同样多的鲁棒性（容差 { $points } 个百分点；我们的）。
claim-transfer-holds-of = 攻击下准确率，压缩块 − 不压缩，均在微调 f_b 之后；父网络 { $parent }，初始权重 { $first }
claim-interaction = 压缩一个块损失的准确率与损失的鲁棒性之差，因块而异（{ $scheme }；我们的）。
claim-interaction-of = 无攻击时的下降 − 攻击下的下降，在两块之间的最大差值，附对所有块对同时成立的 90% 区间；试验内的秩在 { $alpha } 水平上有差异，且并非所有块对都在 { $points } 个百分点以内，则支持；{ $ranks }；父网络 { $parent }，初始权重 { $first }

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
method-noise = 噪声
# PGD with its number of steps.
attack-label-steps = { $method }-{ $steps }

## Classes of the data sets

# Of a set whose classes are not named here.
class-number = 类 { $number }
class-upper-moon = 上月牙
class-lower-moon = 下月牙
# The outer of two circles.
class-ring = 圆环
class-disc = 圆盘
# Of a spiral.
class-first-arm = 第一臂
class-second-arm = 第二臂
# A cloud of points.
class-left = 左
class-right = 右
class-top = 上
class-t-shirt = T恤
class-trouser = 裤子
class-pullover = 套头衫
class-dress = 连衣裙
class-coat = 外套
class-sandal = 凉鞋
class-shirt = 衬衫
class-sneaker = 运动鞋
class-bag = 包
class-boot = 短靴
class-airplane = 飞机
class-automobile = 汽车
class-bird = 鸟
class-cat = 猫
class-deer = 鹿
class-dog = 狗
class-frog = 蛙
class-horse = 马
class-ship = 船
class-truck = 卡车
class-apple = 苹果
class-aquarium-fish = 观赏鱼
class-baby = 婴儿
class-bear = 熊
class-beaver = 河狸
class-bed = 床
class-bee = 蜜蜂
class-beetle = 甲虫
class-bicycle = 自行车
class-bottle = 瓶子
class-bowl = 碗
class-boy = 男孩
class-bridge = 桥
class-bus = 公交车
class-butterfly = 蝴蝶
class-camel = 骆驼
# Of food or drink.
class-can = 罐头
class-castle = 城堡
class-caterpillar = 毛毛虫
class-cattle = 牛
class-chair = 椅子
class-chimpanzee = 黑猩猩
class-clock = 时钟
class-cloud = 云
class-cockroach = 蟑螂
class-couch = 沙发
class-crab = 螃蟹
class-crocodile = 鳄鱼
class-cup = 杯子
class-dinosaur = 恐龙
class-dolphin = 海豚
class-elephant = 大象
class-flatfish = 比目鱼
class-forest = 森林
class-fox = 狐狸
class-girl = 女孩
class-hamster = 仓鼠
class-house = 房屋
class-kangaroo = 袋鼠
class-keyboard = 键盘
class-lamp = 灯
class-lawn-mower = 割草机
class-leopard = 豹
class-lion = 狮子
class-lizard = 蜥蜴
class-lobster = 龙虾
class-man = 男人
class-maple-tree = 枫树
class-motorcycle = 摩托车
class-mountain = 山
# The animal.
class-mouse = 老鼠
class-mushroom = 蘑菇
class-oak-tree = 橡树
# The fruit.
class-orange = 橙子
class-orchid = 兰花
class-otter = 水獭
class-palm-tree = 棕榈树
class-pear = 梨
class-pickup-truck = 皮卡
class-pine-tree = 松树
# A landscape.
class-plain = 平原
class-plate = 盘子
class-poppy = 罂粟花
class-porcupine = 豪猪
class-possum = 负鼠
class-rabbit = 兔子
class-raccoon = 浣熊
# The fish.
class-ray = 鳐鱼
class-road = 道路
class-rocket = 火箭
class-rose = 玫瑰
class-sea = 海
# The animal.
class-seal = 海豹
class-shark = 鲨鱼
class-shrew = 鼩鼱
class-skunk = 臭鼬
class-skyscraper = 摩天大楼
class-snail = 蜗牛
class-snake = 蛇
class-spider = 蜘蛛
class-squirrel = 松鼠
class-streetcar = 有轨电车
class-sunflower = 向日葵
class-sweet-pepper = 甜椒
class-table = 桌子
# The vehicle.
class-tank = 坦克
class-telephone = 电话
class-television = 电视机
class-tiger = 老虎
class-tractor = 拖拉机
class-train = 火车
class-trout = 鳟鱼
class-tulip = 郁金香
class-turtle = 龟
class-wardrobe = 衣柜
class-whale = 鲸
class-willow-tree = 柳树
class-wolf = 狼
class-woman = 女人
class-worm = 蠕虫
# A fish.
class-tench = 丁鱥
class-english-springer = 史宾格犬
class-cassette-player = 磁带播放机
class-chain-saw = 链锯
class-church = 教堂
class-french-horn = 圆号
class-garbage-truck = 垃圾车
class-gas-pump = 加油机
class-golf-ball = 高尔夫球
class-parachute = 降落伞

## One's own things: drawings, pictures, points, training sets, weights

own = 用你自己的东西试试
own-stays = 这里的一切只由你的浏览器读取，也只留在浏览器里：什么都不会发送出去。
# The parts of the panel.
own-tab-draw = 画图
own-tab-pictures = 图片
own-tab-points = 点
own-tab-training = 训练集
own-tab-weights = 权重
own-choose = 选择文件
own-busy = 有运行正在进行：请先停止或等它结束，再用自己的样本训练。
own-reading = 正在读取…
own-asking = 正在问网络…
own-no-network = 现在没有可以回答的网络：请点“训练”，或打开一个权重文件，答案会自动出现在这里。以前访问时的运行不保留权重。
own-network-run = 作答的是这次运行中训练了 { $step } 步的网络。
# $network is the name of one of the transfer's networks.
own-network-role = 作答的是这次运行的{ $network }网络。
own-network-file = 作答的是 { $name } 的网络。
own-network-page = 回答者：页面自带的手写数字网络（{ $network }），因为现在没有训练好的网络（以前访问时的运行不保留权重）。训练之后，就由你自己的网络回答。
own-ready = 由哪个网络回答
own-attack = { $method }，ε { $epsilon }
own-says-one =
    { $outcome ->
        [kept] 网络认为是{ $before }，受攻击（{ $attack }）时仍然不变。
       *[changed] 网络认为是{ $before }。受攻击（{ $attack }）时则认成{ $after }。
    }
own-says-several = 攻击（{ $attack }）改变了 { $of } 个答案中的 { $changed } 个。
own-says-tested = 在 { $n } 个测试样本中，它答对 { $clean }；受攻击（{ $attack }）时答对 { $robust }。
# How a drawing gets the form of a data set.
own-fit-digits = 你画的图会被裁出来，缩放到填满 8 × 8 的格子并居中，与这个数据集的做法一样。
own-fit-mnist = 你画的图会被裁出来，缩放到 28 × 28 像素中的 20 × 20，并把重心放在正中，与这个数据集的做法一样。
own-fit-fashion-mnist = 你画的图会被裁出来，缩放到最长边占满 28 像素并居中，与这个服装数据集的做法一样：画一只鞋、一件衬衫或一个包吧。
own-fit-other = 你画的图会被裁出来，缩放到最长边占满画面并居中。
own-draw-plane = 这个网络只认点（在“点”中设置），不认图画。要画图，请选图像数据集。
own-draw-first = 画点什么吧：一抬笔，网络就会回答。
own-sheet = 画纸
own-sheet-keys = 用键盘：方向键移动十字，空格画点，Shift 加方向键画线。
own-seen = 网络看到的
own-stays-answer = 答案不变
own-changes-answer = 答案变了
own-tools = 工具
own-pen = 画笔
own-eraser = 橡皮
own-undo = 撤销
own-clear = 清空
own-pictures-drop = 把图片（PNG、JPEG、WebP）拖到页面任意位置，或点击选择。
own-pictures-choose = 选择图片
own-pictures-how = 取每张图片正中最大的正方形，缩放到 { $shape }。
own-pictures-black = 边缘较亮的图片会黑白反转，因为这个数据集是黑底上的亮物体。
own-pictures-left = 显示前 { $shown } 张，其余 { $left } 张略去。
own-pictures-first = 拖入一张图片，看网络怎么说，以及多小的改动就能让它改口。
own-plane = 放点的平面
own-plane-keys = 点击放点，拖动移点。用键盘：方向键移动十字，空格放点或选中点，Shift 加方向键移动点，Delete 删除点。
own-class = 接下来的点属于哪个类
own-class-name = 类 { $letter }
own-point-delete = 删除点
own-points-count = { $points } 个点，{ $classes } 个类。
own-points-need = 请放两到三个类的点，每类至少 { $least } 个：每五个点留出一个作测试。
own-points-train = 用这些点训练
own-training-drop = 拖入一个文件夹或 zip，其中每个类的图片各放一个文件夹，例如猫和狗。
own-training-folder = 选择文件夹
own-training-files = 选择 zip 或数据文件
own-training-limits = { $fewest } 到 { $most } 个类，每类至少 { $least } 张，总共不超过 { $pictures } 张，每张不超过 20 MB。每类中每五张留出一张作测试。
own-training-official = MNIST、Fashion-MNIST 和 CIFAR 官方发布的文件也可以：train-images-idx3-ubyte.gz 与另外三个一起，或 data_batch_1.bin 到 test_batch.bin。
own-training-found = 找到的内容
own-training-class = 类
own-training-pictures = 图片
own-training-form-label = 样本的形式
own-training-form =
    { $colour ->
        [colour] 彩色
       *[grey] 灰度
    }，{ $height } × { $width }
own-training-start = 用这些图片训练
own-training-progress = 已读取 { $done }/{ $of } 张图片
own-weights-drop = 拖入 .safetensors 或 .pth 文件：可以是本程序某次运行的，也可以是已知结构的 PyTorch 网络。
own-weights-choose = 选择权重
own-weights-how = 网络由张量的名称和形状认出。如果有几个数据集都对得上，就用上面所选的那个。从 .pth 文件中只读取 state dict，在检查点里面的也可以；其中的代码不会被运行。
own-weights-are = { $name } 是 { $network }，有 { $parameters } 个参数，用于 { $data }。
own-weights-forget = 改回问这次运行的网络
own-weights-no-test = 这里没有 { $data } 的测试样本：请在“训练集”中带入它的文件，或画一张、拖入一张图片来攻击。
own-weights-empty = 文件里没有张量。
own-weights-unknown = 文件里有 { $tensors } 个张量，例如形状为 { $shape } 的 { $name }，与已知的网络都对不上：请先在上面选好对应的网络和数据，再重新打开文件。
own-network-gone = 这个网络已不再保留：请重新训练，或重新打开它的权重。
own-incomplete = 带入的内容不完整：请再试一次。
own-device-failed = 没能向网络提问：{ $reason }。
own-files-here = { $data } 已就位，有 { $train } 个训练样本和 { $test } 个测试样本；一次运行用多少，在“更多”中设置。
# $missing says which half there is none of.
own-files-half =
    { $data } 只有一半：请把{ $missing ->
        [train] 训练
       *[test] 测试
    }部分的文件也带入。
own-problem-picture = 读不出图片 { $name }：请存为 PNG、JPEG 或 WebP。
own-problem-no-pictures = 里面没有图片：请给 PNG、JPEG 或 WebP 文件；要用来训练，每个类各放一个文件夹。
own-problem-too-large = { $name } 超过 { $limit } MB，这是页面读取的上限。
own-problem-too-many = 共有 { $found } 个，而页面最多接受 { $limit } 个：请去掉一些。
own-problem-classes = 有 { $found } 个类，而训练集要有 2 到 10 个：请每个类各放一个文件夹。
own-problem-few = 类“{ $class }”有 { $found } 个样本，而每类至少要有 { $least } 个。
own-problem-zip = 读不出 zip 文件 { $name }（{ $reason }）：请用普通方式重新打包，不要加密码。
own-problem-bomb = zip 文件 { $name } 的实际内容比它声明的多，或超过 { $limit } MB：没有解压。
own-problem-traversal = zip 文件 { $name } 中的路径 { $path } 指向文件之外：没有解压。
data-error-no-labels = 缺少与 { $name } 配套的标签：请把两个文件一起给出。
data-error-no-images = 缺少与 { $name } 配套的图像：请把两个文件一起给出。
data-error-mixed = { $name } 与前面的文件不属于同一个数据集：请只给同一个数据集的文件。
data-error-unknown-set = { $name } 不属于任何已知的数据集：请给 MNIST、Fashion-MNIST、CIFAR-10 或 CIFAR-100 官方发布的文件。
data-error-record = 数据文件 { $name } 在字节 { $offset } 处损坏：{ $size } 字节的记录到 { $found } 字节就中断了；请重新获取。

## Files and links

busy-to-open = 有运行正在进行：请先停止或重置，再打开文件。
busy-to-link = 有运行正在进行：请先停止或重置，再打开链接。
file-cut-off = { $name } 不完整，在第 { $line } 行第 { $column } 列中断：请重新复制或导出。一切未变。
file-no-json = { $name } 不是 JSON（第 { $line } 行第 { $column } 列）：请打开 report.json 或 .experiment.toml。一切未变。
# $what is the mistake, in the words of the program that reads JSON.
file-mistake = { $name } 第 { $line } 行有错：{ $what }。请改好这一行再打开。一切未变。
file-neither = { $name } 既不是 Layerlab 的报告，也不是它的实验：请打开 report.json 或 .experiment.toml。
file-unsound = { $name } 无法使用。{ $error }一切未变。
file-too-large = { $name } 超过 32 MB，而报告远没有这么大：请打开 report.json 或 .experiment.toml。
file-unreadable = 浏览器读不了 { $name }：请确认文件还在，再重新打开。
opened-experiment = 已打开实验 { $name }。点“训练”即可运行。
opened-report = 已打开 { $name }。
link-version = 链接的版本是“{ $version }”，而本页面读取的是版本 { $supported }：改为显示默认设置。
# $problems lists the messages below.
link-broken = 链接有问题：{ $problems }。
link-broken-key = 不认识“{ $key }”
link-broken-value = “{ $key }”是“{ $value }”，应为：{ $give }（现改用 { $instead }）
# What the value of a property should be ($give above).
expected-positive = 不小于 1 的整数
expected-whole = 不小于 0 的整数
expected-distance = 不小于 0 的数，如 0.1
expected-share = 0 到 1 的比例，如 0.01
expected-rate = 大于 0 的数，如 0.05
expected-momentum = 从 0 到小于 1 的数，如 0.9
expected-some-of = { $names } 中的若干个，用点隔开
expected-cut = 0 到 { $layers }
expected-cuts = 层数，用点隔开，如 2.3
expected-widths-list = 整数，用 - 隔开，如 64-64-64
expected-widths-three = 三个整数（用于 cnn），如 16-32-64
expected-widths-stages = 各阶段的通道数、每阶段的卷积数和一个宽度，如 8-16-32-2-32
expected-widths-fixed = 留空，这个网络用惯用的宽度
expected-phases = 阶段，如 2-clean-clean
expected-attacks = 攻击的名称，如 fgsm,square
expected-blocks = every、none 或块的名称，如 conv1-2.conv3-4
expected-table = 与文件中一样的表，如 { $example }

## Mistakes in an experiment
## 
## Keys such as data.train are those of the file; figures are written as in the file.

experiment-error-version = 实验的版本是 { $found }，而本程序读取的是版本 { $supported }；请重新导出，或用写出它的程序。
experiment-error-phases-beside-protocol = 实验里既有 phases 又有 protocol：请去掉 phases，训练什么由 protocol 决定。
experiment-error-rest-outside = protocol.rest 中有一个切分位置使 f_b 有 { $rest } 层，但这个网络只能有 1 到 { $most } 层。
experiment-error-no-blocks = 网络中没有可由一层代替的、两层以上的块：请用 kind = "block-cnn"、"vgg"，或至少有两个隐藏层的 mlp。
experiment-error-cut-inside-block = protocol.parents 中有一个半鲁棒网络，f_b 有 { $rest } 层，把块 { $block } 切成了两半：请把切分位置移到块的边上，或去掉这个块。
experiment-error-distillation-needs-pgd = protocol.schemes 对鲁棒的父网络用了蒸馏，而蒸馏只能配 PGD 防御：请去掉 defence 或蒸馏。
experiment-error-few-per-class = protocol.measure.samples 是 { $asked }，但依赖是在每个类内测量的：请至少填 { $least }，或填 0 不测 γ 和 ρ。
# $network is a kind of network, $shape is channels × height × width.
experiment-error-network-does-not-fit =
    网络 { $network } 与形状为 { $shape } 的样本不匹配：{ $network ->
        [mlp] 宽度应为 1 到 65536
        [block-cnn] 每个阶段都把图像边长减半，请少用几个阶段；平面上的点请用 kind = "mlp"；宽度至少为 1
        [alexnet] 它需要边长至少 32 像素的图像；更小的请用 kind = "cnn"，宽度至少为 1
        [vgg] 深度可为 11、13、16 或 19，且需要边长至少 32 像素的图像；更小的请用 kind = "cnn"
        [resnet] 深度可为 18、34 或 50，输入为图像；平面上的点请用 kind = "mlp"
        [preact-resnet] 深度为 18，输入为图像；平面上的点请用 kind = "mlp"
        [wide-resnet] 深度为 6 n + 4，如 34，输入为图像；平面上的点请用 kind = "mlp"
        [vit] 图像边长须能被 patch 整除，dim 须能被 heads 整除；平面上的点请用 kind = "mlp"
       *[cnn] 平面上的点请用 kind = "mlp"，宽度至少为 1
    }。
experiment-error-network-does-not-fit-data =
    网络 { $network } 与数据 { $data }（样本形状 { $shape }）不匹配：{ $network ->
        [mlp] 宽度应为 1 到 65536
        [block-cnn] 每个阶段都把图像边长减半，请少用几个阶段；平面上的点请用 kind = "mlp"；宽度至少为 1
        [alexnet] 它需要边长至少 32 像素的图像；更小的请用 kind = "cnn"，宽度至少为 1
        [vgg] 深度可为 11、13、16 或 19，且需要边长至少 32 像素的图像；更小的请用 kind = "cnn"
        [resnet] 深度可为 18、34 或 50，输入为图像；平面上的点请用 kind = "mlp"
        [preact-resnet] 深度为 18，输入为图像；平面上的点请用 kind = "mlp"
        [wide-resnet] 深度为 6 n + 4，如 34，输入为图像；平面上的点请用 kind = "mlp"
        [vit] 图像边长须能被 patch 整除，dim 须能被 heads 整除；平面上的点请用 kind = "mlp"
       *[cnn] 平面上的点请用 kind = "mlp"，宽度至少为 1
    }。
experiment-error-channels = { $key } 有 { $found } 个数，而 { $data } 的样本有 { $channels } 个通道：请每个通道给一个数。
experiment-error-samples = { $key } 是 { $asked }，而 { $data } 在这里有 { $available } 个这样的样本：请填 1 到 { $available }。
experiment-error-not-bundled = 程序自带 { $data } 的 { $train } 个训练样本和 { $test } 个测试样本，而实验要 { $asked_train } 个和 { $asked_test } 个：请用 `layerlab data fetch { $data }` 取得全集，再用命令行程序运行。
experiment-error-own-data-missing = 这 { $samples } 个样本是用户自己的，任何文件或链接都不含它们：请重新带入（摘要以 { $digest } 开头），或选一个数据集。
experiment-error-cut-outside = cut 是 { $cut }，但整条链有 { $layers } 层：位置应为 0 到 { $layers }（0：全部为 f_b；{ $layers }：全部为 f_a）。
experiment-error-layer-modes = 阶段 { $phase } 给了 { $found } 层的模式，而网络有 { $layers } 层：请从输入到输出，每层给一个模式。
experiment-error-nothing-trains = 阶段 { $phase } 中所有层都冻结了，没有可训练的：请把前段或后段设为干净或对抗，或移动切分位置。
# $blocks lists them, or is none.
experiment-error-no-block =
    { $asked } 不是网络的块；{ $blocks ->
        [none] 网络没有块，因为没有连续两层同类而分辨率不变的层
       *[some] 它的块有 { $blocks }；块中连续的至少两层也可以
    }。
experiment-error-no-block-of-layers =
    第 { $first } 到 { $last } 层不是网络的块；{ $blocks ->
        [none] 网络没有块，因为没有连续两层同类而分辨率不变的层
       *[some] 它的块有 { $blocks }；块中连续的至少两层也可以
    }。
experiment-error-no-block-number = 网络没有编号为 { $number } 的块；它的块有 { $blocks }。
experiment-error-block-elsewhere = { $block }（第 { $first } 到 { $last } 层）不是网络的块：那里是 { $there }。
experiment-error-blocks-overlap = 块 { $first } 和 { $second } 有共同的层：请只压缩其中一个，或选互不相交的部分。
# $kind is what the block is made of.
experiment-error-no-such-weights =
    初始化方式 { $how } 对 { $block } 没有意义，这个块由{ $kind ->
        [encoder] 编码器块组成：请用 random、first、last 或 mean
       *[residual] 残差块组成：请用 random、random-matched、first、last、mean 或 least-squares
    }。
experiment-error-too-many-unknowns = least-squares 对 { $block } 的每个通道要解 { $unknowns } 个权重，而最多能解 { $most } 个：请把 kernel 设为 same，或换一种初始化。
experiment-error-no-epochs = phases 中没有训练：请加一个 epochs 不小于 1 的阶段。
experiment-error-no-bounds-of-batch = { $layer } 有批归一化，其统计量没有界：请用没有批归一化的网络，或换掉 ibp 防御。
experiment-error-single-sample = { $train } 个训练样本按每批 { $batch_size } 个划分，会有一批只剩一个样本，{ $layer } 的批归一化无法对单个值求方差：请换一组数，别让任何一批只有一个样本。
experiment-error-out-of-range =
    { $key } 是 { $value }，应为：{ $range ->
        [attack-count] 1 到 1,000,000 的整数
        [above-zero] 大于 0 的数
        [distance] 距离，不小于 0，如 0.1（像素取值为 0 到 1）
        [one-start] 1，因为训练、曲线和各层的攻击都只用一个起点
        [beyond-training] 不超过训练集在 data.train 之外剩下的样本数
        [channel-means] 数，例如每个通道的均值
        [channel-deviations] 大于 0 的数，如 0.25
        [attack-samples] 1 到 data.test，省略则用全部
        [warm-up] 轮数，不超过任何一个对抗阶段的轮数
        [learning-rate] 大于 0 的数，如 sgd 用 0.05，adam 用 0.001
        [momentum] 从 0 到小于 1 的数，如 0.9
        [weight-decay] 不小于 0 的数，如 0.0005
        [schedule-factor] 大于 0 的数，如 0.1
        [schedule-peak] 占该阶段的比例，在 0 与 1 之间，如 0.4
        [trades-beta] 不小于 0 的数，如 6
        [no-flip] false：平面上的点没有左右之分
        [pad] 图像每边 0 到 32 像素，点则为 0
        [crop] 0；图像也可填小于其高度的像素数
        [rests] 切分位置的列表，如 [1, 2]：f_b 有多少层
        [pairs] 能整除 protocol.trials 的数，因为每对网络用于同样多的试验；平面上的点每次试验都不同，请省略
        [tolerance] 0 到 1 的比例，如 0.01
        [selection-samples] 大于 0 的数（protocol.selection = "validation" 时）：要在这些样本上选轮
        [measured-samples] 不超过 data.test
        [reader-samples] 1 到 data.train：读出器就在这么多样本上拟合
        [permutations] 不小于 20：没有零分布就不显示依赖
        [block-groups] 块的列表，如 [[1], [2, 3]]；不填则每个块单独压缩
        [groups-once] 如 [[1], [2], [1, 2]]，每组只出现一次
        [groups-of-transfer] 若 schemes 含 transfer，每组的块须在切分位置的同一侧
        [initialisations-once] 如 ["random", "collapse"]，每项只出现一次
        [schemes-once] 如 ["none", "global"]，每项只出现一次
        [schemes-of-parents] 对每个父网络都至少有一项适用的训练方式：transfer 只用于半鲁棒的父网络
        [parents-once] 如 ["clean", "adversarial"]，每项只出现一次
        [epochs-for-halves] 不小于 2：distill+global 和 transfer 的两半各要若干轮
        [triage-validation] 大于 0：分诊途中只看这些样本，测试样本留到最后才看
        [distill-alpha] 0 到 1 的比例，如 0.1
        [distill-temperature] 大于 0 的数，如 4
        [cheap-samples] 不超过 data.test 和 data.train
        [own-classes] 2 到 10 个类
        [own-samples] 训练和测试合计 1 到 10000 个样本
        [share] 0 到 1 的比例
        [noise-strengths] 0 到 10 的噪声强度，相对于前段输出的标准差
        [cheap-noise] 相对于权重标准差的比例，如 0.5
        [cheap-change] 相对于权重长度的比例，如 0.1
        [least-squares-batches] 不超过一轮的批数：最小二乘就在这么多批上拟合
       *[from-one] 不小于 1 的整数
    }。
# $error is one of attack-error-….
experiment-error-attack = { $key }：{ $error }
experiment-error-no-gradient-steps = { $key }.kind 是 { $method }，但训练、曲线和各层的测量都要走梯度步：请用 { $methods } 之一，把 { $method } 写到 evaluation.attacks 里。
attack-error-too-few-classes = { $attack } 至少需要 { $fewest } 个类，而网络只区分 { $classes } 个；请改用 apgd-ce。
attack-error-other-norm = { $attack } 只是 { $norm } 范数的攻击；请把范数设为 { $norm }。
attack-error-no-restarts = { $attack } 没有随机性，重启 { $restarts } 次结果都一样；请设为 1 次。
attack-error-setting =
    { $attack } 的 { $key } 是 { $value }，应为：{ $range ->
        [attack-count] 1 到 1,000,000 的整数
        [above-zero] 大于 0 的数
        [distance] 距离，不小于 0，如 0.1（像素取值为 0 到 1）
       *[from-one] 不小于 1 的整数
    }。
# Both are numbers of clean samples.
attack-error-logits-not-finite = 网络对 { $of } 个干净样本中的 { $samples } 个输出 NaN，因此任何攻击都没有意义：请用训练发散之前的权重，或与训练时一致的输入。
attack-error-other-evaluation = 要继续的评估用的是别的样本或攻击；请重新开始。

## Failed runs
## 
## The first sentence says what happened, the one of the same name with -mend what to do.

# $loss is NaN or inf.
failure-loss-not-finite = 损失在训练第 { $step } 步（阶段 { $phase }）变成 { $loss }，训练就此停止。
failure-loss-not-finite-mend = 最近的正常权重已保留；请降低学习率，再训练一次。
failure-activations-not-finite = 设备出错：某一层的激活值不是有限数。
# $reason is what the driver or the browser said.
failure-device-failed = 设备出错：{ $reason }。
failure-device-failed-mend = 最近的权重已保留；请改用 CPU 继续。
failure-no-gpu = 浏览器的 GPU 无法使用（{ $reason }）。
failure-gpu-mend = 请改用 CPU 继续。
# $how is a way to get first weights.
run-error-no-batches =
    { $how ->
        [reconstruction-error] 重构误差
       *[other] { $how }
    } 需要训练样本，却一批也没有得到：请至少给一批。
run-error-stopped = 运行已停止。
run-error-stage-missing = 检查点缺少之前各阶段的网络：请重新运行。
data-error-unreadable = 读不了数据文件 { $name }（{ $reason }）；请检查网络连接或文件后重试。
data-error-unanswered = 读不了数据文件 { $name }（服务器返回 { $status }）；请检查网络连接或文件后重试。
data-error-no-connection = 读不了数据文件 { $name }（连接失败）；请检查网络连接或文件后重试。
data-error-no-weights-here = 页面不读取父网络的文件 { $name }：请用命令行程序（layerlab run）运行这个实验，或去掉 protocol.parent。
data-error-gzip = 数据文件 { $name } 在字节 { $offset } 处损坏：gzip 流中断（{ $reason }）；请重新获取。
data-error-header = 数据文件 { $name } 在字节 { $offset } 处损坏：{ $size } 字节的文件头不完整；请重新获取。
data-error-start = 数据文件 { $name } 在字节 0 处损坏：开头是 { $found }，应为 { $expected }；请重新获取。
data-error-too-many-values = 数据文件 { $name } 在字节 4 处损坏：文件头声明有 { $shape } 个值，太多了；请重新获取。
data-error-values =
    数据文件 { $name } 在字节 { $offset } 处损坏：文件头声明有 { $shape } 个值，实际{ $found ->
        [more] 更多
       *[other] 有 { $found } 个
    }；请重新获取。
data-error-images = 数据文件 { $name } 在字节 8 处损坏：图像为 { $found }，应为 { $expected }；请重新获取。
data-error-labels = 数据文件 { $name } 在字节 4 处损坏：{ $images } 张图像却有 { $labels } 个标签；请重新获取。
# Some sets have two labels for each image.
data-error-label =
    数据文件 { $name } 在字节 { $offset } 处损坏：{ $kind ->
        [coarse] 粗标签
        [fine] 细标签
       *[only] 标签
    }为 { $label }，而只有 { $classes } 个类；请重新获取。
weights-error-unreadable = 权重不是完整的 { $format } 文件（{ $reason }）；请使用未经改动的原文件。
weights-error-old-pytorch = 这些权重是 PyTorch 1.6 以前的格式，本页不能读取：请在 Python 中用 torch.save(torch.load("old.pth", weights_only=True), "new.pth") 重新保存，或存为 safetensors。
weights-error-pytorch-object = 这些权重在一个对象里，例如整个模型，只有 Python 能还原：请用 torch.save(model.state_dict(), "weights.pth") 保存。
# Each of the numbers stands before the names.
weights-error-misfit =
    权重与网络不匹配：{ $matched } 个张量匹配{ $missing ->
        [0] { "" }
       *[other] ，缺 { $missing } 个（{ $missing_names }）
    }{ $misshaped ->
        [0] { "" }
       *[other] ，{ $misshaped } 个形状或类型不同（{ $misshaped_names }）
    }{ $extra ->
        [0] { "" }
       *[other] ，多出 { $extra } 个（{ $extra_names }）
    }{ $ignored ->
        [0] { "" }
       *[other] ，忽略 { $ignored } 个（{ $ignored_names }）
    }；{ $advice ->
        [reparametrised] 文件里的权重是拆开存的，例如用了谱归一化：请在 PyTorch 中用 torch.nn.utils.parametrize.remove_parametrizations 或 remove_spectral_norm 去掉，再重新保存权重。
       *[none] 请用同一网络的权重。
    }
weights-error-not-finite =
    { $count ->
        [1] 张量 { $names } 含有
       *[other] { $count } 个张量（{ $names }）含有
    } NaN 或无穷大：训练已经发散，或文件已损坏；请用之前的权重。
weights-misshaped = { $name } 为 { $found }，应为 { $expected }
# The end of a list that is cut short.
list-more = { $names } 和另外 { $more } 个
dependency-error-shape = 激活值的形状是 { $shape }：应为 [N, D]、[N, C, L] 或 [N, C, H, W]，且各维都不为 0。
dependency-error-length = { $values } 个值填不满形状 { $shape }：个数应等于各维之积。
dependency-error-not-finite = 第 { $row } 行的第 { $position } 个值是 NaN 或无穷大：激活值须为有限数。
dependency-error-rows = 一边有 { $parent } 行，另一边有 { $child } 行：请给出相同样本的激活值。
dependency-error-labels = { $rows } 行却有 { $labels } 个标签：请每行给一个。
dependency-error-nulls = 只有 { $nulls } 次置换的零分布说明不了什么：请至少用 { $least } 次。
dependency-error-classes = { $measure } 需要有一个类至少有 { $least } 行，而最大的类只有 { $largest } 行：请给更多样本。
dependency-error-large = { $measure } 无法两两比较同一类的 { $rows } 行：最多 { $most } 行，例如随机取一部分。
dependency-error-stopped = 测量已停止。

## Warnings: what to keep in mind about figures
## 
## They stand beside a result in the page and after it in the binary.

warning-collapsed = 网络对所有样本给出同样的答案：它坍缩了。请训练更久，或降低学习率、换种子、用批归一化。
warning-collapsed-behind-front = 网络对所有样本给出同样的答案：它坍缩了。后段干净而前段对着攻击训练时，前段可能发现“什么都不说”比被攻击更安全。请先干净训练几轮，把切分位置移向输出端，或降低学习率或 ε。
warning-catastrophic-overfitting = 灾难性过拟合：在训练样本上，网络顶得住训练所用的单步攻击，却顶不住十步的 PGD（{ $one_step }% 对 { $iterated }%，n = { $n }，第 { $step } 步）。请减小步长或 ε，或给训练攻击更多步数。
warning-optimizer-restarted = 运行用原来的权重从第 { $step } 步继续，但动量重新开始；结果与不中断的运行略有差别。
# $parent is clean, adversarial or semirobust-N.
warning-experiment-edited = 从第 { $step } 步起，实验变了：{ $changes }。结果不单独属于其中任何一个。
warning-parent-not-trained = 第 { $trial } 次试验中，父网络 { $parent } 对所有样本给出同样的答案：它没学会，所以对它的分诊说明不了什么。请增加轮数，用批归一化，换学习率，或减小 ε。
warning-random-logits = 网络带有随机性：对同样的样本给出不同的 logits。这里的攻击不对随机性取平均，因此真实准确率更低；请让网络变为确定性的，或用“变换期望”（EOT）来攻击。
warning-probability-outputs = 网络的输出像是概率而不是 logits：DLR 损失和梯度都会受影响。请去掉 softmax。
warning-zero-gradients = { $samples } 个样本中有 { $zero } 个在起点处梯度恰好为零，梯度攻击对它们无从下手：梯度被掩盖了，或 logits 太大，交叉熵被舍入为零。
warning-no-targeted-ratio = 只有 { $classes } 个类时，目标 DLR 损失没有定义：APGD 改为再用交叉熵攻击一次。
warning-few-targets = 共 { $classes } 个类，目标攻击只针对其中 { $targets } 个，而不是 9 个。
warning-square-beats-gradients = Square 不用梯度，却攻破了梯度攻击没攻破的 { $samples } 个样本中的 { $broken } 个：梯度有误导，真实准确率可能还要更低。

## Files of other versions, and long times

# $age says whether the file is older or newer than the program.
file-other-version =
    无法打开 { $name }：它的格式版本是 { $found }，而本程序读取的是版本 { $supported }；{ $age ->
        [older] 请用本程序重新生成，或用写出它的程序
       *[newer] 请用本程序的更新版本
    }。一切未变。
duration-hours = 约 { $hours } 小时
duration-days = 约 { $days } 天
duration-weeks = 约 { $weeks } 周
duration-months = 约 { $months } 个月
duration-years = 约 { $years } 年
duration-unknown = 时间未知

## Learning: the menu, the view, the panel of a lesson, the glossary

learn = 学习
learn-lessons = 课程
learn-new = 5 到 10 分钟
learn-step = 第 { $step }/{ $steps } 步
learn-over = 已学完
view = 显示多少
view-simple = 简洁
view-full = 完整
view-says = “完整”还显示间隔、依赖、论断、定理核查和专家设置。
view-forced = 正在上的课需要完整视图。
view-simple-says = 这是简洁视图：间隔 γ、依赖 ρ、论断、定理核查和专家设置已隐藏。
view-show-all = 全部显示
status-terms = 术语：
busy-to-set-up = 有运行正在进行：请先停止或等它结束，再点一次按钮。
lesson-where = 课程，第 { $step }/{ $steps } 步
lesson-fold = 显示或隐藏文字
lesson-leave = 离开课程
lesson-steps = 课程的步骤
lesson-dot =
    第 { $step } 步：{ $title }{ $done ->
        [yes] ，已完成
       *[no] { "" }
    }
lesson-needs-full = 这一课需要完整视图，离开课程前会一直打开。
lesson-set-up = 帮我设置好
lesson-set-up-quick = 为了快一些，课程使用的训练图像和测量步数都比页面打开时的少：请只在课程内部比较数字。
lesson-tasks = 要做的
lesson-task-done = （已完成）
lesson-task-said = 已完成：{ $task }
lesson-terms = 术语：
lesson-back = 上一步
lesson-next = 下一步
lesson-next-lesson = 下一课
lesson-end = 结束
lesson-restart = 清除这一课的进度
lesson-seen = 你看到了什么
lesson-seen-nothing = 这里会列出你自己各次运行的数据。这次打开页面后，还没有本课可以比较的运行：回到前面某一步运行一次，数据就会出现。
lesson-handout = 三道讨论题
handout-lesson = 去上课
handout-answers = 附答案
handout-print = 打印
handout-on = 除非另有说明，答案中的数据都是十次试验的均值，在 Fashion-MNIST 的 1,000 张测试图像上测得，L∞ 范数，ε = 0.1。你自己的运行短得多，结果会有出入。
glossary = 术语表
glossary-hint = 页面上的所有术语，配有图示
glossary-search = 搜索
glossary-found =
    { $terms ->
        [0] 没有找到术语
       *[other] { $terms } 个术语
    }
glossary-formula = 公式
glossary-all = 全部术语
# What the runs of a lesson have shown.
seen-example = { $attack }：{ $n } 张图像中，原样答对 { $clean }，受攻击后答对 { $robust }。
seen-training = ε { $epsilon }：干净准确率 { $clean_before } → { $clean }（{ $clean_change } 个百分点），攻击下 { $robust_before } → { $robust }（{ $robust_change } 个百分点）。
seen-training-alone = ε { $epsilon }：干净 { $clean }，攻击下 { $robust }。还没有普通网络受过这种攻击，所以无从比较。
seen-training-time = 每个训练步，普通网络用 { $normal } 毫秒，鲁棒网络用 { $robust } 毫秒，包括评估在内。
seen-half =
    { $rest ->
        [1] 最后一层干净
       *[other] 最后 { $rest } 层干净
    }，以下均为攻击下：完全鲁棒 { $robust }，半鲁棒 { $swapped }，微调后 { $tuned }。在干净的前段后同样微调：{ $control }。所以鲁棒的前段贡献了 { $adds } 个百分点。
seen-dependency =
    { $parent } → { $child }，{ $measure }：{ $rho }，随机水平 { $null }：{ $above ->
        [yes] 高于随机水平
       *[no] 没有超出随机水平
    }。
seen-triage = { $fold }：不再训练时 { $before } { $before_interval } 个百分点，训练整个网络后 { $after } { $after_interval }。
seen-compressed =
    { $fold }，{ $trained ->
        [yes] 训练整个网络后
       *[no] 不再训练
    }：干净 { $clean } { $clean_interval } 个百分点，攻击下 { $robust } { $robust_interval }。
seen-apart = 这些区间并非全都重叠：在这一次试验中，有些块分得出高下。

## Lesson: what an adversarial example is

lesson-example = 什么是对抗样本？
lesson-example-goal = 你先训练一个普通网络，再看一些改动小到几乎看不出的图像，看网络把它们认成什么。
lesson-example-network = 训练一个普通网络
lesson-example-network-says =
    这些方框是一个小网络的各层，它要学会区分衬衫和鞋子。这里所有层都用干净的图像训练：照片是什么样就什么样，没有人存心欺骗。
    
    点下面的按钮，再点“训练”。训练时请看两条曲线：一条是在干净图像上的准确率，另一条是在受攻击图像上的。
lesson-example-network-task-trained = 只用干净图像训练了一个网络
lesson-example-fooled = 找一张骗过网络的图像
lesson-example-fooled-says =
    主画面下方，每一行是一张图像：原样、攻击加上的改动（放大后）和受攻击的图像。旁边是网络在攻击前后的判断。
    
    点一行前一个判断对、后一个判断错的。它会移到主画面：看看代表答案的条形怎样变化。
lesson-example-fooled-task-wrong = 你正在看一张干净时判对、受攻击后判错的图像
lesson-example-weaker = 把攻击减弱
lesson-example-weaker-says =
    ε 是攻击最多能把每个像素改动多少：0.1 就是从黑到白的十分之一。把它调到 0.03 或更小，再训练一次。
    
    点“训练”之前先猜一猜：改动这么小，网络还能答对多少图像？
lesson-example-weaker-task-epsilon = ε 不超过 0.03
lesson-example-weaker-task-trained = 在这个 ε 下训练并攻击了一个网络
lesson-example-shape = 换一种形状的改动
lesson-example-shape-says =
    到目前为止，每个像素都可以改动 ε，不管别的像素改了多少（L∞ 范数）。换成 L2，算的就是整个改动的长度：可以少数像素改得多，也可以所有像素都改一点。
    
    两种范数的 ε 数值不能相互比较。看看现在攻击加上了什么，再和你印象中之前的图像比一比。
lesson-example-shape-task-norm = 攻击用 L2 范数
lesson-example-shape-task-trained = 在这个范数下训练并攻击了一个网络
lesson-example-seen-says = 对抗样本就是真实图像加上一个专门搜索出来的小改动。同样大小的随机噪声影响要小得多：造成危害的是搜索。
lesson-example-question-1 = 大多数干净图像它都能答对，你会说这个网络坏了吗？
lesson-example-answer-1 = 要看承诺的是什么。干净准确率适用于与测试图像类似的图像；对有人故意挑的难题，它什么也没说。普通网络在干净图像上答对 84%，在这种攻击下答对 9%：两个数都是真的，只是回答了不同的问题。
lesson-example-question-2 = 说攻击下准确率时，为什么一定要注明 ε 和范数？
lesson-example-answer-2 = 因为它们规定了攻击者能做什么。ε = 0 时，攻击下准确率就是干净准确率；ε 足够大时，任何图像都能变成任何别的图像，没有网络顶得住。不注明 ε 和范数的数，无法与任何别的数比较。
lesson-example-question-3 = 页面显示在 PGD 下为 9%。真实值更高还是更低？
lesson-example-answer-3 = 真实值最多就是这么高。一种攻击只能找到骗过网络的一部分改动，更好的攻击可能找到更多：在 AutoAttack 下，同样的网络只剩 7.5%（100 张图像）。只有证明，也就是认证，才能从另一侧给出界。

## Lesson: adversarial training and its price

lesson-training = 对抗训练及其代价
lesson-training-goal = 你把同一个网络训练两遍，一遍用干净图像，一遍用受攻击的图像，看看鲁棒性要付出什么代价。
lesson-training-normal = 先训练普通网络
lesson-training-normal-says =
    总得有个比较的对象。这套设置用干净图像训练所有层，再用 ε = 0.1 攻击得到的网络。
    
    如果你刚上完第一课，可能已经有这个网络了。
lesson-training-normal-task-trained = 训练了一个普通网络，并用不小于 0.05 的 ε 攻击
lesson-training-modes = 让每一层都从攻击中学习
lesson-training-modes-says =
    对抗训练说起来很简单：每一步先攻击图像，再从受攻击的图像中学习。在方框下面，可以分别为切分位置的两边选择怎样训练。
    
    把两边都设为“对抗”，或点按钮。按钮还会先用干净图像训练两轮，因为全新的网络从攻击中学不到多少。
lesson-training-modes-task-both = 前段和后段都设为“对抗”
lesson-training-robust = 训练鲁棒网络
lesson-training-robust-says =
    点“训练”。现在每一步都要让数据通过网络好几次：几次用来找到攻击，一次用来学习。注意每一步慢了多少。
    
    结束后，把两条曲线与普通那次的比一比。在曲线下面的列表中，可以显示或隐藏之前的运行。
lesson-training-robust-task-trained = 用不小于 0.05 的 ε 训练了一个鲁棒网络
lesson-training-stronger = 更强的攻击
lesson-training-stronger-says =
    如果想顶住大一倍的改动呢？把 ε 设为 0.2，再训练一次。
    
    先猜一猜：干净图像上的准确率会怎样？ε 这么大，攻击能把黑变成深灰，把白变成浅灰。
lesson-training-stronger-task-trained = 用不小于 0.15 的 ε 训练了一个鲁棒网络
lesson-training-seen-says = 鲁棒性要用时间来换，往往还要用干净准确率来换。你的网络都很小，训练时间短，而且各只训练了一次：方括号说的是换一批图像时数据有多可信，而不是再训练一次时。
lesson-training-question-1 = 鲁棒网络为攻击下的准确率付出了什么？
lesson-training-answer-1 = 干净准确率：普通网络 84%，鲁棒网络 77%；在攻击下鲁棒网络还有 63%，普通网络只有 9%。还有时间：每个训练步都要多做攻击所需的那几次传播。
lesson-training-question-2 = 为什么训练的每一步都要重新寻找攻击，而不是一次性做好受攻击的图像？
lesson-training-answer-2 = 攻击是针对当前权重做的。权重一变，攻击就不再合适，网络学到的只是怎样顶住旧的攻击。训练在权重上求最小，而攻击在改动上求最大，所以两者要一起进行。
lesson-training-question-3 = 一位同事把鲁棒网络多训练了三轮，高了两个百分点。是他的新技巧起了作用吗？
lesson-training-answer-3 = 也许只是那三轮的作用。一个鲁棒网络什么也不改，只多训练 3.2 轮，就从 62.9% 升到了 65.3%。每次比较都需要一个训练同样多、但不用新技巧的网络：这就是对照。

## Lesson: half a robust network

lesson-half = 半个网络鲁棒，整个就鲁棒吗？
lesson-half-goal = 你在鲁棒的前段后面接上干净的后段，看鲁棒性下降，再把它找回来，然后问：到底是谁把它找回来的？
lesson-half-cut = 把网络切开
lesson-half-cut-says =
    “观察鲁棒性迁移”在一次运行中完成全部步骤：先是一个普通网络，再是一个鲁棒网络，然后把两者拼起来。虚线是切分位置：之前的层是前段 f_a，之后的层是后段 f_b。
    
    把切分位置拖到第一层之后，也可以选中它再用方向键。点按钮可以替你设好，训练也较短。
lesson-half-cut-task-workflow = 选了“观察鲁棒性迁移”
lesson-half-cut-task-first = 切分位置在第一层之后
lesson-half-fall = 替换，看降了多少
lesson-half-fall-says =
    点“训练”，看主画面上方的步骤。先训练一个普通网络，再让它变鲁棒。然后前段不动，后段换成普通网络的：这就是半鲁棒网络。
    
    结果出来之前先猜一猜：鲁棒性还剩多少？
lesson-half-fall-task-robust = 测量了鲁棒网络
lesson-half-fall-task-semirobust = 测量了半鲁棒网络
lesson-half-tune = 把它找回来
lesson-half-tune-says =
    现在前段冻结，只有后段从受攻击的图像中学习。这就是论文的想法：如果前段的鲁棒性能穿过各层传下去，那么后段稍加微调就应能把它找回来。
    
    等到第五步，把它的结果与鲁棒网络的比一比。
lesson-half-tune-task-transferred = 测量了微调后的网络
lesson-half-control = 是谁把它找回来的？
lesson-half-control-says =
    后段是从受攻击的图像中学习的。会不会根本不需要鲁棒的前段，它自己就变鲁棒了？最后一步就来试试：同样的后段，同样的微调，前段却从没见过攻击。
    
    只有两者之差才是前段的功劳。运行结束后，请读顶部的那句话。
lesson-half-control-task-measured = 测量了接在干净前段后的对照
lesson-half-short = 移动切分位置
lesson-half-short-says =
    现在只给后段留最后一层，再从头运行一遍。这下后段自己能做的就少多了。
    
    对照还会像刚才那样接近吗？
lesson-half-short-task-last = 切分位置之后只有最后一层
lesson-half-short-task-measured = 测量了这次迁移及其对照
lesson-half-seen-says = 这只是一次试验，图像也不多。在十次更长的试验中，后段有一层时，前段贡献了 34 个百分点，两层时 15 个，三层时 5 个：后段越长，找回来的就越是后段自己的功劳。
lesson-half-question-1 = 微调后，网络与完全鲁棒的网络一样鲁棒。由此能得出关于前段的什么结论？
lesson-half-answer-1 = 单凭这一点，什么也得不出。后段有三层时，在鲁棒前段后微调能达到 63%，在干净前段后同样微调能达到 57%。只有两者之差，5 个百分点，才来自前段。
lesson-half-question-2 = 后段只有一层时，情况就不同了。有什么不同，为什么？
lesson-half-answer-2 = 接在鲁棒前段后能达到 65%，接在干净前段后只有 30%。特征会被攻击推来推去，单靠一个线性层做不了什么：这时前段起决定作用。
lesson-half-question-3 = 假如微调后的网络比完全鲁棒的网络还好，迁移就胜过对抗训练了吗？
lesson-half-answer-3 = 它训练得更久。鲁棒网络再训练同样多的轮数，能提高 2.4 个百分点；优势不超过这个数，就不算优势。那个网络是又一个对照，它的开销与其余的全部加起来一样大。

## Lesson: which layers depend on which

lesson-dependency = 哪些层相互依赖，随机又能给出多少
lesson-dependency-goal = 你测量相邻的层相互透露多少信息，再看看这个数里有多少是即使它们互不透露也会有的。
lesson-dependency-measure = 测量层间的联系
lesson-dependency-measure-says =
    鲁棒性也许能从前段传到后段，因为每一层都依赖前一层。ρ 用一个数来表示这种依赖：在攻击下、在每个类内，相邻两层的输出相互透露多少信息。
    
    运行这次迁移。它会测量每个网络中所有的相邻层对，所以要等一会儿；最下面一行会随之填上。
lesson-dependency-measure-task-full = 已切换到完整视图
lesson-dependency-measure-task-measured = 测量了一个网络的各层对
lesson-dependency-chance = 随机能给出多少
lesson-dependency-chance-says =
    每个 ρ 旁边都有它的零分布：把其中一层的行在各类内打乱，再用同样的方法测。这时已没有信息可透露，度量还能测出的就是它自己的偏差。
    
    选择论文所用的 EDGE。先把每个数与旁边的数比一比，再决定信不信。淡线没有超出随机水平。
lesson-dependency-chance-task-edge = 该行显示 EDGE，并测量了层对
lesson-dependency-other = 换一种度量
lesson-dependency-other-says =
    KSG 在少数几个主方向上看最近邻；CKA 比较在两层中哪些样本看起来相像。它们也都有零分布。
    
    选其中一种。各种度量认为最强的联系是同一个吗？它们的单位不同，所以请比较次序，不要比较大小。
lesson-dependency-other-task-measure = 该行显示 EDGE 以外的度量
lesson-dependency-noise = 切断联系
lesson-dependency-noise-says =
    有联系，不等于它传递了什么。干预一下就能知道：给前段的输出加噪声会降低依赖。如果鲁棒性是靠它传递的，攻击下的间隔就应随之下降。
    
    “如果后段对前段依赖得少些呢？”那张图会画出你这次运行的两者。
lesson-dependency-noise-task-measured = 测量了在切分处加噪声的网络
lesson-dependency-seen-says = 这些是一次运行中一个网络的数据。没有零分布，数值说明不了什么；高于零分布，也只说明各层有关联，而不是鲁棒性靠它传递。
lesson-dependency-question-1 = 一篇论文说某两层共享 3.9 比特。你首先会问什么？
lesson-dependency-answer-1 = 把行打乱后，同样的度量会给出多少。在我们的运行中，普通网络两个卷积层之间的 EDGE 是 3.90，打乱后是 3.89：几乎全是偏差。而且它也不可能超过样本数的对数。
lesson-dependency-question-2 = “越靠近输出，依赖越弱。”对吗？
lesson-dependency-answer-2 = 对 EDGE 的数值来说对，对高于随机水平的部分来说不对：最后一对高出零分布的部分比第一对还多 0.165 比特。零分布也同样下降，因为神经元少了。
lesson-dependency-question-3 = KSG 测出所有层之间的联系都很强。鲁棒性是靠它们传递的吗？
lesson-dependency-answer-3 = 这要靠削弱联系来检验。在第一层之后加噪声，间隔垮了，KSG 和 CKA 却几乎不动；在第一个线性层之前加噪声，InfoNCE 降了五分之二，间隔只降了七分之一。所以在那里传递鲁棒性的，不是这些度量中的任何一个。

## Lesson: triage

lesson-triage = 分诊：哪个块是关键的？
lesson-triage-goal = 你把由若干层组成的块换成一层，看网络伤得多重，再给它治疗，并弄清单独一次试验能说明多少。
lesson-triage-fold = 折叠一个块
lesson-triage-fold-says =
    一层有多重要？拿掉看看就知道。在分诊中，相邻的两层或更多层合成一层，权重随机，其他一切不变。
    
    点按钮设好，再点某个块下面的“折叠”。
lesson-triage-fold-task-workflow = 选了“压缩块”
lesson-triage-fold-task-folded = 折叠了一个块
lesson-triage-wound = 伤得多重？
lesson-triage-wound-says =
    点“训练”。先训练父网络，再不加训练直接测量你的折叠。主画面下方表格中的格子显示准确率变化多少个百分点。
    
    方括号是测试图像间的 95% 区间：换一批图像，这个数可能落在其中任何位置。
lesson-triage-wound-task-measured = 不再训练，测量了一个折叠
lesson-triage-heal = 治疗
lesson-triage-heal-says =
    下一格是同样的折叠，但把整个网络训练了两轮。这时仍剩下的损失，就是这个块的关键度。
    
    伤口还看得见吗？作为对照，父网络也再训练了同样久，免得把单纯多训练的效果也算作治愈。
lesson-triage-heal-task-measured = 训练整个网络后，测量了这个折叠
lesson-triage-every = 每个块都试试
lesson-triage-every-says =
    点“逐个折叠”，再点一次“训练”：已有的结果不会重测。然后比较各列。
    
    排名要小心。区间重叠的地方，这次运行分不出块的高下；而且这些是图像间的区间，不是多次训练间的区间。
lesson-triage-every-task-all = 至少折叠了两个块
lesson-triage-every-task-measured = 训练整个网络后，至少测量了两个折叠
lesson-triage-seen-says = 各块有没有差别，取决于新层如何起步、如何训练，而一次试验无法判定。在十次试验中，若初始权重随机，微调后各块确有差别；若初始权重由最小二乘得到，差别就不超过一个百分点。
lesson-triage-question-1 = 刚折叠完，网络只能瞎猜。那么这个块是关键的吗？
lesson-triage-answer-1 = 不能这么说。初始权重随机时，折叠任何块都损失 69 到 73 个百分点，因为新层还起不到任何作用。初始权重由最小二乘得到时，同样的折叠只损失 2 到 10 个百分点。更该问的是训练之后还剩多少损失。
lesson-triage-question-2 = 微调后，块 A 损失 1.1 个百分点 [0.3, 1.8]，块 C 损失 2.7 [2.0, 3.4]。你怎么说？
lesson-triage-answer-2 = 这是我们十次试验的数据，对所有块的检验表明它们有差别（p < 0.001）。只有一次试验的话，就什么也不该说：有三个块、波动为一个百分点时，如果真的“没有差别”，三次试验在 100 次中只有 6 次能确认这一点，十次试验则有 96 次。
lesson-triage-question-3 = 为什么父网络也要与折叠后的网络训练同样多轮？
lesson-triage-answer-3 = 因为单是多训练就可能有好处。父网络再训练三轮，从 87.5% 升到 87.9%；没有这个对照，这点提高就会算到压缩头上。

## Lesson: robust and compressed

lesson-compressed = 既鲁棒又压缩
lesson-compressed-goal = 你折叠一个鲁棒网络的块，同时看两种损失：撑起准确率的块，也撑起鲁棒性吗？
lesson-compressed-parent = 鲁棒的父网络
lesson-compressed-parent-says =
    设置一个鲁棒的父网络：它从受攻击的图像中学习。这里新层的初始权重由最小二乘拟合，一开始就尽可能接近原来的块。
    
    点按钮，再点“逐个折叠”。
lesson-compressed-parent-task-robust = 父网络设为鲁棒
lesson-compressed-parent-task-folded = 至少折叠了两个块
lesson-compressed-both = 两种损失
lesson-compressed-both-says =
    点“训练”。鲁棒训练比上一课要久。现在每格的两半都重要：左边是干净准确率的变化，右边是攻击下的变化。
    
    猜猜哪个更大。
lesson-compressed-both-task-measured = 至少测量了鲁棒父网络的两个折叠
lesson-compressed-look = 仔细看
lesson-compressed-look-says = 点表格中的一格，看完整的读数。再看整行：干净损失最大的块，也是攻击下损失最大的块吗？
lesson-compressed-look-task-cell = 你打开了表格中的一格
lesson-compressed-heal = 治愈它
lesson-compressed-heal-says =
    现在每次折叠后，都让整个网络从受攻击的图像中学习两轮。点按钮会保留你的父网络，只增加这些格子。
    
    鲁棒性又回来了多少？
lesson-compressed-heal-task-measured = 训练整个网络后，至少测量了两个折叠
lesson-compressed-seen-says = 一个小网络，一次试验。在十次更长的试验中，折叠鲁棒网络的第一个块，攻击下的损失远大于无攻击时；训练整个网络后又补了回来。
lesson-compressed-question-1 = 撑起准确率的块，就是撑起鲁棒性的块吗？
lesson-compressed-answer-1 = 在我们的运行中不是。在鲁棒网络中，单看干净准确率，各块几乎没有差别（不再训练时损失 0.3 到 2.8 个百分点），看鲁棒性就有了：在攻击下，折叠第一个块损失 12.7 个百分点，中间的损失 5.7，最后的损失 3.6。
lesson-compressed-question-2 = 折叠后只准训练新层，够吗？
lesson-compressed-answer-2 = 对干净准确率来说差不多够了：还差不到一个百分点。在攻击下，第一个块仍差 6.8 个百分点。用受攻击的图像训练整个网络，就能全部补回来。
lesson-compressed-question-3 = 你想压缩一个网络，而别人要在它鲁棒的前段上继续搭建。哪个块不要动？
lesson-compressed-answer-3 = 第一个。折叠它，只用受攻击的图像修复它，再冻结，然后微调后面的后段，最终比不折叠的同样迁移低 4.5 个百分点；折叠后段的块，代价不到一个百分点。

## Terms of the glossary: the name, and two sentences

term-adversarial-example = 对抗样本
term-adversarial-example-says = 故意做了一点改动、使网络判错的样本。在人看来，它和原来一样。
term-adversarial-training = 对抗训练
term-adversarial-training-says = 每一步先攻击样本，网络再从受攻击的样本中学习。这样网络会变鲁棒，但训练时间要长好几倍。
term-attack = 攻击
term-attack-says = 在 ε 之内搜索能让网络判错的改动。用它测出的鲁棒性是上界：更好的攻击可能找到更多。
term-audit = 定理核查
term-audit-says = 有个定理说：如果前段鲁棒，各层之间的依赖又足够强，末端就保证有间隔。核查把它的每个前提与实测数据对照，看这个保证到底算不算数。
term-auto-attack = AutoAttack
term-auto-attack-says = 四种不同的攻击依次进行，没有需要选择的设置，每种只攻击顶住了前面几种的样本。比较网络时，通常用它测出的准确率。
term-batch = 批
term-batch-says = 网络每改一次权重之前一起看的那些样本。这样改一次就是一个训练步。
term-block = 块
term-block-says = 两次分辨率变化之间相邻的同类层。分诊时，一个块由一层代替。
term-certificate = 认证与夹逼区间
term-certificate-says = 认证证明在 ε 内做任何改动时，间隔最多能降到多低；攻击则给出某一个改动使它降到多低。真实值就夹在两者之间。
term-cka = CKA
term-cka-says = 中心核对齐：同样的样本在两层中是否相像，取值 0 到 1。层的输出旋转或缩放，它都不变；去偏的形式在随机情况下平均为 0。
term-claim = 论断
term-claim-says = 论文中的一个说法，附有用来判定它的数据和检验。结论是支持、否定或未定；试验少时，多半是未定。
term-clean-accuracy = 干净准确率
term-clean-accuracy-says = 不受攻击时，网络对原样的样本答对的比例。它在没有用于训练的样本上测量。
term-compression = 压缩、折叠
term-compression-says = 由若干层组成的块变成一层，输入输出不变。网络变小了，问题是会损失什么。
term-control = 对照
term-control-says = 同样的实验，只是不含要检验的东西。与它的差别才是效果：在这里就是鲁棒前段的效果。
term-criticality = 关键度
term-criticality-says = 折叠一个块并以给定方式训练后，准确率损失多少个百分点。没有它网络也一样好的块，就不是关键的。
term-cut = 切分位置
term-cut-says = 把网络分成两段的地方。之前的层是前段，之后的层是后段。
term-dependency = 依赖 ρ
term-dependency-says = 在每个类内，受攻击样本上相邻两层的输出相互透露多少信息。没有零分布，它就没有意义。
term-distillation = 蒸馏
term-distillation-says = 一个网络向另一个网络学习：学它的输出，或学它各层的输出。教师的输出比单单一个正确的类透露得更多。
term-edge = EDGE
term-edge-says = 互信息的一种度量：数一数两层的输出有多少次落进同一对桶。神经元多而样本少时，它大多是偏差，所以要看零分布。
term-epoch = 轮
term-epoch-says = 把所有训练样本过一遍。训练四轮，每个样本就看四次。
term-epsilon = 强度 ε
term-epsilon-says = 攻击最多能把样本改动多少（样本取值为 0 到 1）。ε = 0 就是没有攻击；ε 很大时，没有网络顶得住。
term-fine-tune = 微调
term-fine-tune-says = 把已经训练好的网络再训练一小段，或只训练其中一部分。这里是冻结前段，训练后段。
term-front-and-rest = 前段与后段，f_a 与 f_b
term-front-and-rest-says = 切分位置之前的层是前段 f_a，之后的层是后段 f_b。后段能看到的，只有前段的输出。
term-frozen = 冻结
term-frozen-says = 不再学习的层：权重逐比特保持原样。周围的其他层仍可以学习。
term-holm = Holm 法
term-holm-says = 检验的论断多了，总会有几个碰巧通过。Holm 法对最小的那些 p 值要求更严，使它接受的论断合在一起仍然可靠。
term-info-nce = InfoNCE
term-info-nce-says = 互信息的一个下界：看能多准地认出一层的哪个输出对应另一层的哪个输出。它不会超过样本数的对数。
term-interval = 95% 区间
term-interval-says = 换别的样本或别的试验，100 次中有 95 次数据会落在这个范围内。两个区间重叠很多时，不要给它们排高下。
term-ksg = KSG
term-ksg-says = 用最近邻估计互信息的一种度量，以 Kraskov、Stögbauer 和 Grassberger 命名。它取输出的少数几个主方向来算，随机情况下接近 0。
term-layer = 层
term-layer-says = 网络中有自己权重的一步，例如卷积或线性映射，连同紧随其后的运算。权重越多，方框越大。
term-learning-rate = 学习率
term-learning-rate-says = 每个训练步中权重移动多远。太小学得慢，太大会跳过谷底。
term-loss = 损失
term-loss-says = 网络对正确答案有多意外：又有把握又答对时就小。训练降低它，攻击升高它。
term-margin = 间隔 γ
term-margin-says = 在 ε 内做最坏的改动后，正确类的概率比次高的类高出多少，从 −1 到 1。大于 0 就是答对；读出器把各层的输出变成答案。
term-noise = 切分处的噪声
term-noise-says = 加在前段输出上的随机数，使后段对它的依赖减弱。如果鲁棒性是靠这种依赖传来的，就应随之下降。
term-norm = 范数，L∞ 和 L2
term-norm-says = 改动的大小怎样衡量：L∞ 取改动最大的像素，L2 取所有改动合起来的长度。同样的 ε 在两者中意思不同。
term-null = 零分布
term-null-says = 把行打乱、再没有什么可找时，度量给出的值。只有高于它的部分才不是随机造成的。
term-p-value = p 值
term-p-value-says = 单凭随机，有多大概率得到至少这样极端的数据。p 值小，说明不大像是随机；p 值大，什么也证明不了。
term-pgd = PGD
term-pgd-says = 投影梯度下降：走许多使损失升高的小步，每步之后再回到 ε 的盒子里。训练和测试都常用这种攻击。
term-prediction = 预测
term-prediction-says = 网络给各个类的概率，最大的就是它的答案。上面的条形是干净样本的，下面的是受攻击样本的。
term-probe = 探针
term-probe-says = 在某一层的输出上训练的小线性分类器，看从那里能读出什么。每层都靠它得到自己的间隔。
term-projection = 压平的输出
term-projection-says = 一层的输出，画在干净输出变化最大的两个轴上。就像影子，它可能遮住其他轴上能看到的东西。
term-read-out = 线性读出 λ
term-read-out-says = 用一个线性映射代替整个后段，从前段各层直接读出答案。如果效果一样好，后段就没有做任何非线性的事。
term-rewind = 退回初值
term-rewind-says = 把一个块的权重退回训练开始时的值，其余的不动。损失多少，是这个块学到多少的一种廉价度量。
term-robust = 鲁棒
term-robust-says = 网络受攻击时仍然答对，就是鲁棒。这总是相对于某个 ε、某个范数和试过的最强攻击而言的。
term-robust-accuracy = 攻击下准确率
term-robust-accuracy-says = 样本受攻击后，网络仍答对的比例。真实值可能更低，因为也许有更好的攻击。
term-robust-overfitting = 鲁棒过拟合
term-robust-overfitting-says = 用攻击训练得太久，网络会更顶得住训练样本上的攻击，却更顶不住新样本上的。所以要用验证样本来选最好的一轮。
term-samples = 训练、验证和测试样本
term-samples-says = 网络从训练样本中学习，用验证样本做选择（例如选最好的一轮），最后用测试样本来评判。不同样本上的数据不一定一致。
term-seed = 种子
term-seed-says = 一次运行中所有随机数都由这个数产生：初始权重、次序、随机起点。同一设备上，种子相同，运行就相同。
term-semirobust = 半鲁棒
term-semirobust-says = 前段鲁棒、后段干净的网络。本页面要问的是：这样能不能让整个网络鲁棒。
term-sensitivity = 敏感度
term-sensitivity-says = 攻击把一层的输出推开多远，相对于输出的大小。原本几乎不激活的通道影响很大。
term-transfer = 鲁棒性迁移
term-transfer-says = 把干净的后段接到鲁棒的前段后面，再在那里微调。如果整个网络变鲁棒了，鲁棒性可能是从前段传来的；传来多少，由对照说明。
term-triage = 深度网络分诊
term-triage-says = 就像急诊医生：在网络的一处弄出伤口，看它情况如何。每个块都被折叠，用几种方式训练，再与父网络比较。
term-trial = 试验
term-trial-says = 换一个种子，把整个实验再做一遍。各次试验的数据有波动，而一次试验说不出波动有多大。
