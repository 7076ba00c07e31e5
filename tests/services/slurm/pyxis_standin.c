/*
 * Stands in for pyxis: srun's container options, without enroot. An image is any file that begins as a squashfs does; the container's
 * root is a private, writable layer over the node's own, without the cluster's directory, so that a job sees what it mounts and no more.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <slurm/spank.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

SPANK_PLUGIN(pyxis, 1)

#define STAGE "/run/container"
#define ROOT STAGE "/root"

enum { IMAGE, MOUNTS, WORKDIR, NAME, ENV, FLAG };
static char *values[FLAG];

static int note(int option, const char *value, int remote) {
	(void)remote;
	if (option < FLAG)
		values[option] = strdup(value);
	return 0;
}

struct spank_option spank_options[] = {
	{"container-image", "PATH", "the image", 1, IMAGE, note},
	{"container-mounts", "SRC:DST[:FLAGS],...", "what the container sees", 1, MOUNTS, note},
	{"container-workdir", "PATH", "where the tasks start", 1, WORKDIR, note},
	{"container-name", "NAME", "accepted", 1, NAME, note},
	{"container-env", "NAME,...", "accepted: variables pass anyway", 1, ENV, note},
	{"no-container-mount-home", NULL, "accepted: the home is never mounted", 0, FLAG, note},
	{"container-remap-root", NULL, "accepted: tasks are root anyway", 0, FLAG, note},
	{"no-container-remap-root", NULL, "accepted: tasks are root anyway", 0, FLAG, note},
	SPANK_OPTIONS_TABLE_END};

static int refuse(const char *format, ...) {
	char text[4096];
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof text, format, arguments);
	va_end(arguments);
	slurm_error("pyxis: %s", text);
	slurm_error("pyxis: couldn't start container");
	return -1;
}

/* Makes a mount point of the kind of source, and its parents. */
static int make_target(const char *source, const char *target) {
	char path[4096];
	struct stat status;
	snprintf(path, sizeof path, "%s", target);
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = 0;
		mkdir(path, 0755);
		*slash = '/';
	}
	if (stat(source, &status) == 0 && !S_ISDIR(status.st_mode)) {
		int file = open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0644);
		return file < 0 ? -1 : close(file);
	}
	return mkdir(path, 0755) == 0 || errno == EEXIST ? 0 : -1;
}

static int bind(const char *source, const char *inside, int read_only) {
	char target[4096];
	snprintf(target, sizeof target, ROOT "%s", inside);
	if (make_target(source, target) || mount(source, target, NULL, MS_BIND | MS_REC, NULL) ||
	    (read_only && mount(NULL, target, NULL, MS_BIND | MS_REMOUNT | MS_RDONLY, NULL)))
		return refuse("enroot-mount: failed to mount: %s at %s: %s", source, inside, strerror(errno));
	return 0;
}

static int bind_all(const char *list) {
	char *copy = strdup(list), *rest = copy;
	int result = 0;
	for (char *entry; result == 0 && (entry = strsep(&rest, ","));) {
		char *source = strsep(&entry, ":"), *target = strsep(&entry, ":");
		int read_only = entry && strstr(entry, "ro");
		result = *source != '/' || (target && *target != '/') ? refuse("invalid mount: %s", source)
		                                                       : bind(source, target ? target : source, read_only);
	}
	free(copy);
	return result;
}

static int enter_root(const char *cluster) {
	char hidden[4096];
	snprintf(hidden, sizeof hidden, ROOT "%s", cluster);
	mkdir(STAGE, 0755);
	if (unshare(CLONE_NEWNS) || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) || mount("tmpfs", STAGE, "tmpfs", 0, "mode=755") ||
	    mkdir(STAGE "/upper", 0755) || mkdir(STAGE "/work", 0755) || mkdir(ROOT, 0755) ||
	    mount("overlay", ROOT, "overlay", 0, "lowerdir=/,upperdir=" STAGE "/upper,workdir=" STAGE "/work") ||
	    mount("tmpfs", ROOT "/run", "tmpfs", 0, "mode=755") || mount("tmpfs", ROOT "/tmp", "tmpfs", 0, "mode=1777") ||
	    make_target("/", hidden) || mount("tmpfs", hidden, "tmpfs", 0, "mode=755"))
		return refuse("couldn't make the container's root: %s", strerror(errno));
	return bind("/proc", "/proc", 0) || bind("/sys", "/sys", 0) || bind("/dev", "/dev", 0) || bind("/etc/hosts", "/etc/hosts", 0);
}

static int check_image(const char *image) {
	char magic[4] = "";
	int file = open(image, O_RDONLY | O_CLOEXEC);
	if (file < 0)
		return refuse("[ERROR] %s: %s", strerror(errno), image);
	ssize_t length = read(file, magic, sizeof magic);
	close(file);
	return length == sizeof magic && memcmp(magic, "hsqs", sizeof magic) == 0 ? 0 : refuse("[ERROR] Invalid image format: %s", image);
}

/* The plugin's argument is the cluster's directory. */
int slurm_spank_task_init(spank_t spank, int count, char *arguments[]) {
	(void)spank, (void)count;
	const char *directory = values[WORKDIR] ? values[WORKDIR] : "/";
	if (!values[IMAGE])
		return values[MOUNTS] || values[WORKDIR] || values[NAME] ? refuse("container options need --container-image") : 0;
	if (check_image(values[IMAGE]) || enter_root(arguments[0]) || (values[MOUNTS] && bind_all(values[MOUNTS])))
		return -1;
	if (chdir(ROOT) || syscall(SYS_pivot_root, ".", ".") || umount2(".", MNT_DETACH))
		return refuse("couldn't change to the container's root: %s", strerror(errno));
	return chdir(directory) ? refuse("couldn't chdir to container's workdir: %s: %s", directory, strerror(errno)) : 0;
}
