#!/usr/bin/env bash
# Installs ONNX Runtime's libraries for NVIDIA GPUs (CUDA and TensorRT, Linux x64) into the folder `gpu` beside the program.
# They are of the version that the program is built with, come from the npm registry that npm is configured for, and are refused
# unless they have the digest that stands here.
#
#   src/OnnxRuntime/install-gpu.sh [FOLDER ...]
#
# FOLDER holds Portal.Scoring.dll, as a published portal or a runner does. Without one: every build of the portal in this repository.
# The machine itself brings NVIDIA's driver and the CUDA 13 libraries; what it lacks is said at the end.
set -euo pipefail

package=com.github.asus4.onnxruntime.linux-x64-gpu
version=0.4.9
sha512=168a4884d13f360fafd97eb9c1573d7253c2042be1bc0e771f1a3653429fe5f19d56c0bb88203e999d0a2d6820710023ed3219ea9362751e000b5d20ef85e8eb

if [[ ${1:-} == --help || ${1:-} == -h ]]; then
    sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//p}' "$0"
    exit 0
fi

if [[ $(uname -sm) != "Linux x86_64" ]]; then
    echo "The GPU libraries are for Linux x64; this is $(uname -sm)." >&2
    exit 1
fi

root=$(cd "$(dirname "$0")/../.." && pwd)
folders=("$@")
if [[ ${#folders[@]} -eq 0 ]]; then
    while IFS= read -r library; do
        folders+=("$(dirname "$library")")
    done < <(find "$root"/artifacts/bin/Portal.Web "$root"/artifacts/bin/Portal.Scoring "$root"/artifacts/publish/Portal.Web \
        -name Portal.Scoring.dll 2>/dev/null | sort)
fi

if [[ ${#folders[@]} -eq 0 ]]; then
    echo "Nothing is built yet. Build the portal first, or name the folder that holds Portal.Scoring.dll." >&2
    exit 1
fi

for folder in "${folders[@]}"; do
    if [[ ! -f $folder/Portal.Scoring.dll ]]; then
        echo "$folder does not hold Portal.Scoring.dll." >&2
        exit 1
    fi
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
(cd "$work" && npm pack "$package@$version" --silent >/dev/null)
archive=$work/$package-$version.tgz
if ! echo "$sha512  $archive" | sha512sum --check --status; then
    echo "$package $version does not have the digest that it should have. Nothing was installed." >&2
    exit 1
fi

tar -xzf "$archive" -C "$work" --strip-components=4 --wildcards 'package/Plugins/Linux/x64/libonnxruntime_providers_*.so'
first=${folders[0]}/gpu
for folder in "${folders[@]}"; do
    mkdir -p "$folder/gpu"
    for name in cuda tensorrt; do
        library=libonnxruntime_providers_$name.so
        if [[ $folder/gpu == "$first" ]]; then
            install -m 755 "$work/$library" "$first/$library"
        else
            # The same bytes once, as far as the disk allows.
            ln -f "$first/$library" "$folder/gpu/$library" 2>/dev/null || install -m 755 "$work/$library" "$folder/gpu/$library"
        fi
    done
    echo "installed: $folder/gpu"
done

# What the loader does not find beside the libraries or on the system.
lacking() {
    LD_LIBRARY_PATH=$first${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH} ldd "$first/libonnxruntime_providers_$1.so" | sed -n 's/^\s*\(\S*\) => not found$/\1/p' | sort -u | paste -sd' '
}

cuda=$(lacking cuda)
tensorrt=$(lacking tensorrt)
if [[ -n $cuda ]]; then
    echo "CUDA cannot be used on this machine yet; the loader does not find: $cuda"
    echo "libcuda.so.1 comes with NVIDIA's driver, the others with the CUDA 13 runtime (cudart, cublas, curand). Install them, or put them into $first."
else
    echo "CUDA is ready; models with convolutions also want cuDNN 9 (libcudnn.so.9)."
fi

if [[ -n $tensorrt ]]; then
    echo "TensorRT, which is only used where it is asked for, lacks: $tensorrt"
fi
