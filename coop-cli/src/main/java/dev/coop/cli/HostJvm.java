package dev.coop.cli;

import dev.coop.core.pty.OrphanReaper;
import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a host in a virtual machine of its own, from the jars that this one was started from.
 *
 * <p>The launcher has started a small machine for the front, and says with which flags and which AOT cache a host starts.
 * Who starts coop without it gets two alike.
 */
final class HostJvm implements HostStarter {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");
    private static final String FLAGS = "-Dcoop.host.flags=";
    private static final String CACHE = "-Dcoop.host.cache=";
    private static final String AOT = "-XX:AOT";

    private final Map<String, String> environment;

    /** @param environment the host's */
    HostJvm(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public StartedHost start(List<String> arguments, WindowSize window) throws IOException {
        List<String> command = new ArrayList<>();
        // The first word of our command line may be one that only our parent can find.
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(machine(commandLine()));
        command.add("-D" + BackgroundHost.WINDOW + "=" + window.columns() + "x" + window.rows());
        command.add(Main.class.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(environment.keySet());
        builder.environment().putAll(environment);
        Process process = builder.start();
        OrphanReaper.startIfFirst(pid -> pid == process.pid());
        return new StartedHost(
                process.getInputStream(),
                process.getOutputStream(),
                process.toHandle()::destroy,
                process.onExit().thenApply(Process::exitValue));
    }

    private static List<String> commandLine() throws IOException {
        String all = Files.readString(COMMAND_LINE, StandardCharsets.UTF_8);
        return Arrays.asList(all.split("\0", -1));
    }

    /** What stands between the program and the main class on a host's command line, going by our own. */
    static List<String> machine(List<String> own) throws IOException {
        int main = own.indexOf(Main.class.getName());
        if (main < 1) {
            throw new IOException("no host can be started: coop was not started by its launcher");
        }
        List<String> before = own.subList(1, main);
        List<String> machine = new ArrayList<>();
        value(before, FLAGS).ifPresent(flags -> machine.addAll(List.of(flags.split(" "))));
        value(before, CACHE).filter(cache -> !cache.isEmpty()).ifPresent(cache -> machine.add(AOT + "Cache=" + cache));
        boolean alike = machine.isEmpty();
        for (int i = 0; i < before.size(); i++) {
            String flag = before.get(i);
            boolean place = flag.startsWith("-D")
                    || flag.equals("-cp")
                    || (i > 0 && before.get(i - 1).equals("-cp"));
            boolean ours = flag.startsWith(FLAGS) || flag.startsWith(CACHE);
            if (!ours && (place || alike) && !flag.startsWith(AOT)) {
                machine.add(flag);
            }
        }
        return machine;
    }

    private static Optional<String> value(List<String> flags, String property) {
        return flags.stream()
                .filter(flag -> flag.startsWith(property))
                .map(flag -> flag.substring(property.length()))
                .findFirst();
    }
}
