import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Makes the AOT caches: loaded and linked classes in the form in which the virtual machine maps them at the next start. All
 * of a cache is mapped and looked through at each start, so clients have a small one of their own: it halves a start.
 *
 * <p>A cache has a name of its own each time and is complete before the record names it. Failing is no reason not to run
 * coop: then the record says that there is none.
 */
final class AotCache {
    /** Seconds. Training takes about two; more than this and something hangs. */
    private static final int TRAINING_LIMIT = 60;

    private AotCache() {}

    static LaunchRecord train(LaunchRecord record) throws IOException, InterruptedException {
        String pid = String.valueOf(ProcessHandle.current().pid());
        String host = make(record, record.flags(), "coop-" + pid + ".aot", "train-aot");
        String client = make(record, record.allClientFlags(), "client-" + pid + ".aot", "train-aot", "--client");
        return record.withCaches(host, client);
    }

    /** Returns the cache's name, or that there is none. */
    private static String make(LaunchRecord record, List<String> flags, String name, String... training)
            throws IOException, InterruptedException {
        Path directory = record.directory();
        Path log = directory.resolve("training.log");
        Path classes = directory.resolve(name + ".classes");
        Path cache = directory.resolve(name);

        // coop itself gives the one that is trained a terminal, so that it learns that way, too.
        List<String> recording = new ArrayList<>(coop(record, record.flags(), List.of(), "--"));
        recording.addAll(
                coop(record, flags, List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + classes), training));
        List<String> making = coop(
                record,
                flags,
                List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + classes, "-XX:AOTCache=" + cache));
        boolean done = run(recording, log) && run(making, log) && Files.exists(cache);
        Files.deleteIfExists(classes);
        if (done) {
            return name;
        }
        Files.deleteIfExists(cache);
        System.err.println("coop: no AOT cache could be made, so starts are slower; the reason is in " + log);
        return LaunchRecord.NO_CACHE;
    }

    private static List<String> coop(
            LaunchRecord record, List<String> flags, List<String> aotFlags, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(record.jdk(), "bin", "java").toString());
        command.addAll(aotFlags);
        command.addAll(flags);
        Path natives = record.directory().resolve(NativeLibraries.DIRECTORY);
        command.add("-Djna.boot.library.path=" + natives);
        command.add("-Djava.library.path=" + natives);
        command.add("-Dpty4j.preferred.native.folder=" + natives);
        command.add("-cp");
        command.add(record.jars().stream()
                .map(jar -> record.directory().resolve(jar).toString())
                .collect(Collectors.joining(File.pathSeparator)));
        command.add("dev.coop.cli.Main");
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean run(List<String> command, Path log) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Flags from elsewhere would be trained in and then be missing.
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"));
        Process process = builder.start();
        if (!process.waitFor(TRAINING_LIMIT, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return false;
        }
        return process.exitValue() == 0;
    }
}
