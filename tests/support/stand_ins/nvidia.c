/* A stand-in for NVIDIA's libnvidia-ml.so.1. With -DOLD it is an older driver's, which lacks the
 * newer functions. https://docs.nvidia.com/deploy/nvml-api/
 */
#include "scenario.h"

typedef int status;
typedef int *handle;

enum {
    OK = 0, INVALID = 2, NOT_SUPPORTED = 3, NOT_FOUND = 6, LOST = 15, MISMATCH = 25,
};
typedef struct { unsigned long long total, free, used; } memory;
typedef struct { unsigned version; unsigned long long total, reserved, free, used; } memory2;
typedef struct { unsigned gpu, memory; } utilization;
typedef struct {
    char legacy[16];
    unsigned domain, bus, device, id, subsystem;
    char address[32];
} pci_info;
typedef struct {
    unsigned id, scope;
    long long time, latency;
    unsigned type;
    status error;
    union { double real; unsigned number; unsigned long long large; } value;
} field;
typedef struct { unsigned version, fan, speed; } fan_speed;
typedef struct { unsigned version; int sensor; int degrees; } temperature;

static int numbers[64];

static status begin(handle h, int *gpu) {
    if (h < numbers || h >= numbers + 64) return INVALID;
    *gpu = (int)(h - numbers);
    count();
    if (noted()) note(*gpu, "asked");
    sleep_for(MACHINE);
    sleep_for(*gpu);
    return is(*gpu, "gone", "1") ? LOST : OK;
}

static status value(int gpu, const char *name, double *found) {
    if (is(gpu, name, "N/A")) return NOT_SUPPORTED;
    int error = number(gpu, name, found);
    return error == ABSENT ? NOT_SUPPORTED : error;
}

static status whole(handle h, const char *name, double times, unsigned *found) {
    int gpu;
    double real = 0;
    status error = begin(h, &gpu);
    if (!error) error = value(gpu, name, &real);
    if (!error) *found = (unsigned)(real * times);
    return error;
}

static status words(handle h, const char *name, char *into, unsigned size) {
    int gpu;
    char found[LONGEST];
    status error = begin(h, &gpu);
    if (error) return error;
    if (!find(gpu, name, found)) return NOT_SUPPORTED;
    snprintf(into, size, "%s", found);
    return OK;
}

const char *nvmlErrorString(status error) {
    (void)error;
    return "an error of the stand-in";
}

status nvmlInitWithFlags(unsigned flags) {
    double error;
    (void)flags;
    count();
    return number(MACHINE, "init", &error) > 0 ? (status)error : OK;
}
status nvmlInit_v2(void) { return nvmlInitWithFlags(0); }
status nvmlShutdown(void) { return OK; }

status nvmlDeviceGetCount_v2(unsigned *found) {
    *found = (unsigned)count();
    return OK;
}

status nvmlDeviceGetHandleByIndex_v2(unsigned index, handle *found) {
    if ((int)index >= count()) return INVALID;
    *found = numbers + index;
    return is((int)index, "gone", "1") ? LOST : OK;
}

status nvmlDeviceGetName(handle h, char *name, unsigned size) { return words(h, "name", name, size); }
status nvmlDeviceGetUUID(handle h, char *uuid, unsigned size) { return words(h, "uuid", uuid, size); }

status nvmlDeviceGetPciInfo_v3(handle h, pci_info *info) {
    memset(info, 0, sizeof *info);
    strcpy(info->address, "0000");
    return words(h, "pci", info->address + 4, sizeof info->address - 4);
}

status nvmlDeviceGetCudaComputeCapability(handle h, int *major, int *minor) {
    char arch[LONGEST];
    status error = words(h, "arch", arch, sizeof arch);
    if (!error && sscanf(arch, "%d.%d", major, minor) != 2) error = NOT_SUPPORTED;
    return error;
}

status nvmlDeviceGetMemoryInfo(handle h, memory *info) {
    unsigned total, used;
    status error = whole(h, "vram_total", 1, &total);
    if (!error) error = whole(h, "vram_used", 1, &used);
    if (error) return error;
    info->total = (unsigned long long)total << 20;
    info->used = ((unsigned long long)used + 300) << 20; /* with what the driver keeps for itself */
    info->free = info->total - info->used;
    return OK;
}

status nvmlDeviceGetUtilizationRates(handle h, utilization *found) {
    found->memory = 0;
    return whole(h, "utilisation", 1, &found->gpu);
}

status nvmlDeviceGetTemperature(handle h, unsigned sensor, unsigned *found) {
    return sensor ? INVALID : whole(h, "temperature_edge", 1, found);
}

status nvmlDeviceGetTemperatureThreshold(handle h, unsigned kind, unsigned *found) {
    static const char *names[] = {"shutdown", "critical_edge", "critical_memory", "maximum"};
    return kind > 3 ? NOT_SUPPORTED : whole(h, names[kind], 1, found);
}

status nvmlDeviceGetPowerUsage(handle h, unsigned *found) { return whole(h, "power", 1000, found); }
status nvmlDeviceGetEnforcedPowerLimit(handle h, unsigned *found) {
    return whole(h, "power_limit", 1000, found);
}

status nvmlDeviceGetClockInfo(handle h, unsigned clock, unsigned *found) {
    if (clock != 0 && clock != 2) return NOT_SUPPORTED;
    return whole(h, clock ? "clock_memory" : "clock_core", 1, found);
}

status nvmlDeviceGetFanSpeed(handle h, unsigned *found) { return whole(h, "fan_share", 1, found); }

static status reasons(handle h, unsigned long long *found) {
    unsigned bits;
    status error = whole(h, "reasons", 1, &bits);
    *found = bits;
    return error;
}

status nvmlDeviceGetCurrentClocksThrottleReasons(handle h, unsigned long long *found) {
    return reasons(h, found);
}

status nvmlDeviceGetFieldValues(handle h, int many, field *values) {
    for (int i = 0; i < many; i++) {
        values[i].type = 1; /* unsigned int */
        values[i].error = values[i].id == 82 ? whole(h, "temperature_memory", 1, &values[i].value.number)
                                             : NOT_SUPPORTED;
    }
    return OK;
}

#ifndef OLD
status nvmlDeviceGetMemoryInfo_v2(handle h, memory2 *info) {
    memory old;
    if (info->version != 0x02000028) return MISMATCH;
    status error = nvmlDeviceGetMemoryInfo(h, &old);
    if (error) return error;
    info->total = old.total;
    info->reserved = 300ull << 20;
    info->used = old.used - info->reserved;
    info->free = old.free;
    return OK;
}

status nvmlDeviceGetTemperatureV(handle h, temperature *found) {
    unsigned degrees;
    status error = nvmlDeviceGetTemperature(h, (unsigned)found->sensor, &degrees);
    if (!error) found->degrees = (int)degrees;
    return error;
}

status nvmlDeviceGetFanSpeedRPM(handle h, fan_speed *found) { return whole(h, "fan", 1, &found->speed); }

status nvmlDeviceGetBusType(handle h, unsigned *found) {
    int gpu;
    status error = begin(h, &gpu);
    if (!error) *found = is(gpu, "integrated", "1") ? 3 /* within the chip */ : 2 /* PCI Express */;
    return error;
}

status nvmlDeviceGetCurrentClocksEventReasons(handle h, unsigned long long *found) {
    return reasons(h, found);
}
#endif
