/* A stand-in for AMD's libamd_smi.so: what a scenario tells, in the structures of one version.
 *
 * `abi.h` is made from a wheel of amdsmi: its structures, a SYMBOL_name for each function that it
 * binds, and a HAS_struct_field for each field. What is not written here answers NOT_SUPPORTED.
 */
#include "scenario.h"
#include "abi.h"

typedef uint32_t status;
typedef void *handle;

enum { OK = 0, INVALID = 1, NOT_SUPPORTED = 2, FILE_ERROR = 14, INIT_ERROR = 18 };
#define FIRST 0x1000
#define NOTHING 0xFFFFu /* what the library puts where a card has no such sensor */

static int gone(int gpu) { return is(gpu, "gone", "1"); }

/* Every call that asks a GPU begins here: it may be slow, and the GPU may have gone. */
#define begin(h, gpu) begin_call(h, gpu, __func__)
static status begin_call(handle h, int *gpu, const char *what) {
    *gpu = (int)((uintptr_t)h - FIRST);
    if (*gpu < 0 || *gpu >= count()) return INVALID;
    if (noted()) note(*gpu, what);
    sleep_for(MACHINE);
    sleep_for(*gpu);
    return gone(*gpu) ? FILE_ERROR : OK;
}

static status value(int gpu, const char *name, double *found) {
    if (is(gpu, name, "N/A")) return *found = NOTHING, OK;
    int error = number(gpu, name, found);
    return error == ABSENT ? NOT_SUPPORTED : (status)error;
}

static double or_nothing(int gpu, const char *name) {
    double found;
    return value(gpu, name, &found) == OK ? found : NOTHING;
}

status amdsmi_init(uint64_t flags) {
    double error;
    (void)flags;
    count();
    return number(MACHINE, "init", &error) > 0 ? (status)error : OK;
}

status amdsmi_shut_down(void) { return OK; }

status amdsmi_get_socket_handles(uint32_t *many, handle *found) {
    uint32_t there = 0;
    for (int gpu = 0; gpu < count(); gpu++) {
        if (gone(gpu)) continue;
        if (found && there < *many) found[there] = (handle)(uintptr_t)(FIRST + gpu);
        there++;
    }
    *many = there;
    return OK;
}

status amdsmi_get_processor_handles(handle socket, uint32_t *many, handle *found) {
    if (found) found[0] = socket;
    *many = 1;
    return OK;
}

status amdsmi_get_gpu_device_bdf(handle h, uint64_t *bdf) {
    int gpu;
    char pci[LONGEST];
    unsigned domain, bus, device, function;
    status error = begin(h, &gpu);
    if (error) return error;
    if (!find(gpu, "pci", pci)) return NOT_SUPPORTED;
    if (sscanf(pci, "%x:%x:%x.%x", &domain, &bus, &device, &function) != 4) return INVALID;
    *bdf = (uint64_t)domain << 16 | bus << 8 | device << 3 | function;
    return OK;
}

status amdsmi_get_gpu_asic_info(handle h, struct amdsmi_asic_info_t *info) {
    int gpu;
    char serial[LONGEST] = "";
    status error = begin(h, &gpu);
    if (error) return error;
    memset(info, 0, sizeof *info);
    char name[LONGEST] = "";
    find(gpu, "name", name);
    snprintf(info->market_name, sizeof info->market_name, "%s", name);
    find(gpu, "serial", serial);
    snprintf(info->asic_serial, sizeof info->asic_serial, "%s", serial);
#ifdef HAS_amdsmi_asic_info_t_target_graphics_version
    char arch[LONGEST] = "gfx0";
    find(gpu, "arch", arch);
    info->target_graphics_version = strtoull(arch + 3, NULL, ARCH_BASE);
#endif
    return OK;
}

#ifdef SYMBOL_amdsmi_get_gpu_enumeration_info
status amdsmi_get_gpu_enumeration_info(handle h, struct amdsmi_enumeration_info_t *info) {
    int gpu;
    status error = begin(h, &gpu);
    if (error) return error;
    memset(info, 0, sizeof *info);
    info->hip_id = (uint32_t)or_nothing(gpu, "hip");
    find(gpu, "uuid", info->hip_uuid);
    return OK;
}
#endif

status amdsmi_get_gpu_vram_info(handle h, struct amdsmi_vram_info_t *info) {
    int gpu;
    status error = begin(h, &gpu);
    if (error) return error;
    memset(info, 0, sizeof *info);
    info->vram_type = is(gpu, "integrated", "1") ? 12 /* DDR4 */ : 22 /* GDDR6 */;
    return OK;
}

/* 0, 1, 2: edge, hotspot, memory. 0 and 5: now and critical (amdsmi_temperature_metric_t). */
status amdsmi_get_temp_metric(handle h, uint32_t sensor, uint32_t metric, int64_t *found) {
    static const char *places[] = {"edge", "hotspot", "memory"};
    char name[LONGEST];
    double degrees;
    int gpu;
    status error = begin(h, &gpu);
    if (error) return error;
    if (sensor > 2 || (metric != 0 && metric != 5)) return NOT_SUPPORTED;
    snprintf(name, sizeof name, "%s_%s", metric ? "critical" : "temperature", places[sensor]);
    error = value(gpu, name, &degrees);
    *found = (int64_t)degrees;
    return error;
}

static status power(handle h, struct amdsmi_power_info_t *info) {
    int gpu;
    double watts;
    status error = begin(h, &gpu);
    if (!error) error = value(gpu, "power", &watts);
    if (error) return error;
    memset(info, 0, sizeof *info);
    int current = is(gpu, "power_kind", "current");
    info->current_socket_power = current ? (uint32_t)watts : NOTHING;
    info->average_socket_power = current ? NOTHING : (uint32_t)watts;
#ifdef HAS_amdsmi_power_info_t_socket_power
    info->socket_power = (uint64_t)watts;
#endif
    info->gfx_voltage = info->soc_voltage = info->mem_voltage = NOTHING;
    info->power_limit = NOTHING;
    return OK;
}

status amdsmi_get_power_info(handle h, struct amdsmi_power_info_t *info) { return power(h, info); }

#ifdef SYMBOL_amdsmi_get_power_info_v2
status amdsmi_get_power_info_v2(handle h, uint32_t sensor, struct amdsmi_power_info_t *info) {
    (void)sensor;
    return power(h, info);
}
#endif

status amdsmi_get_power_cap_info(handle h, uint32_t sensor, struct amdsmi_power_cap_info_t *info) {
    int gpu;
    double watts;
    (void)sensor;
    status error = begin(h, &gpu);
    if (!error) error = value(gpu, "power_limit", &watts);
    if (error) return error;
    memset(info, 0, sizeof *info);
    info->power_cap = info->default_power_cap = (uint64_t)(watts * 1e6);
    return OK;
}

status amdsmi_get_gpu_activity(handle h, struct amdsmi_engine_usage_t *info) {
    int gpu;
    double percent;
    status error = begin(h, &gpu);
    if (!error) error = value(gpu, "utilisation", &percent);
    if (error) return error;
    memset(info, 0, sizeof *info);
    info->gfx_activity = (uint32_t)percent;
    info->umc_activity = info->mm_activity = NOTHING;
    return OK;
}

status amdsmi_get_gpu_vram_usage(handle h, struct amdsmi_vram_usage_t *info) {
    int gpu;
    double total, used;
    status error = begin(h, &gpu);
    if (!error) error = value(gpu, "vram_total", &total);
    if (!error) error = value(gpu, "vram_used", &used);
    if (error) return error;
    info->vram_total = (uint32_t)total;
    info->vram_used = (uint32_t)used;
    return OK;
}

status amdsmi_get_clock_info(handle h, uint32_t clock, struct amdsmi_clk_info_t *info) {
    int gpu;
    double now;
    status error = begin(h, &gpu);
    if (!error) error = clock != 0 && clock != 4 ? NOT_SUPPORTED : OK;
    if (!error) error = value(gpu, clock ? "clock_memory" : "clock_core", &now);
    if (error) return error;
    memset(info, 0, sizeof *info);
    info->clk = (uint32_t)now;
    return OK;
}

status amdsmi_get_gpu_fan_rpms(handle h, uint32_t fan, int64_t *found) {
    int gpu;
    double turns;
    status error = begin(h, &gpu);
    if (!error) error = fan ? NOT_SUPPORTED : value(gpu, "fan", &turns);
    if (!error) *found = (int64_t)turns;
    return error;
}

status amdsmi_get_gpu_fan_speed(handle h, uint32_t fan, int64_t *found) {
    int gpu;
    double percent;
    status error = begin(h, &gpu);
    if (!error) error = fan ? NOT_SUPPORTED : value(gpu, "fan_share", &percent);
    if (!error) *found = (int64_t)(percent * 255 / 100 + 0.5);
    return error;
}

status amdsmi_get_gpu_fan_speed_max(handle h, uint32_t fan, uint64_t *found) {
    int gpu;
    status error = begin(h, &gpu);
    if (!error) error = fan || is(gpu, "fan_share", "") ? NOT_SUPPORTED : OK;
    if (!error) *found = 255;
    return error;
}

#ifdef SYMBOL_amdsmi_get_violation_status
status amdsmi_get_violation_status(handle h, struct amdsmi_violation_status_t *info) {
    int gpu;
    double bits;
    status error = begin(h, &gpu);
    if (!error) error = value(gpu, "violation", &bits); /* 1: power, 2: heat */
    if (error) return error;
    memset(info, 0, sizeof *info);
    info->active_ppt_pwr = (unsigned char)((int)bits & 1);
    info->active_socket_thrm = (unsigned char)((int)bits >> 1 & 1);
    return OK;
}
#endif
