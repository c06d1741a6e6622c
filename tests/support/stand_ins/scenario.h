/* What a stand-in machine has, read from `scenario.txt` beside this library, one value a line:
 * `WHO NAME VALUE`, where WHO is the GPU's number, or -1 for the machine. The file is read again
 * whenever it has changed, so that a test can heat a GPU while it is being watched.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define LONGEST 256
#define MACHINE (-1)
#define ABSENT (-1)

static char *text;
static struct stat seen;

#define LONGEST_PATH 4096

static const char *beside(const char *name, char found[LONGEST_PATH]) {
    Dl_info here;
    if (*found || !dladdr((void *)beside, &here)) return found;
    const char *slash = strrchr(here.dli_fname, '/');
    int folder = slash ? (int)(slash - here.dli_fname + 1) : 0;
    snprintf(found, LONGEST_PATH, "%.*s%s", folder, here.dli_fname, name);
    return found;
}

static const char *path(void) {
    static char found[LONGEST_PATH];
    return beside("scenario.txt", found);
}

/* Which GPU was asked what, for tests that need to know that one was left alone. */
static void note(int who, const char *what) {
    static char found[LONGEST_PATH];
    FILE *file = fopen(beside("asked.txt", found), "a");
    if (!file) return;
    fprintf(file, "%d %s\n", who, what);
    fclose(file);
}

static void refresh(void) {
    struct stat now;
    if (stat(path(), &now) != 0) return;
    if (text && now.st_ino == seen.st_ino && memcmp(&now.st_mtim, &seen.st_mtim, sizeof now.st_mtim) == 0)
        return;
    FILE *file = fopen(path(), "r");
    if (!file) return;
    char *fresh = calloc(1, (size_t)now.st_size + 1);
    size_t got = fread(fresh, 1, (size_t)now.st_size, file);
    fresh[got] = 0;
    fclose(file);
    free(text);
    text = fresh;
    seen = now;
}

/* The value of a line, in `value`; 0 when there is no such line. */
static int find(int who, const char *name, char value[LONGEST]) {
    char head[LONGEST];
    size_t length = (size_t)snprintf(head, sizeof head, "%d %s ", who, name);
    for (const char *line = text; line && *line;) {
        const char *end = strchr(line, '\n');
        size_t size = end ? (size_t)(end - line) : strlen(line);
        if (size >= length && memcmp(line, head, length) == 0) {
            snprintf(value, LONGEST, "%.*s", (int)(size - length), line + length);
            return 1;
        }
        line = end ? end + 1 : NULL;
    }
    return 0;
}

/* 0 and a number; else the library's own error code from `error CODE`; ABSENT without a line. */
static int number(int who, const char *name, double *value) {
    char found[LONGEST];
    if (!find(who, name, found)) return ABSENT;
    if (sscanf(found, "error %lf", value) == 1) return (int)*value;
    *value = strtod(found, NULL);
    return 0;
}

static int is(int who, const char *name, const char *wanted) {
    char found[LONGEST];
    return find(who, name, found) && strcmp(found, wanted) == 0;
}

static void sleep_for(int who) {
    double seconds;
    if (number(who, "slow", &seconds) != 0) return;
    struct timespec time = {(time_t)seconds, (long)((seconds - (double)(time_t)seconds) * 1e9)};
    nanosleep(&time, NULL);
}

static int count(void) {
    double gpus;
    refresh();
    return number(MACHINE, "gpus", &gpus) == 0 ? (int)gpus : 0;
}

static int noted(void) { return is(MACHINE, "noted", "1"); }
