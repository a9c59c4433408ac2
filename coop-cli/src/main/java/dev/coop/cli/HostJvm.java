package dev.coop.cli;

import dev.coop.core.pty.WindowSize;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Starts a host in a virtual machine of its own, as this one was started: with the same flags, jars and AOT cache. */
final class HostJvm implements HostStarter {
    private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

    @Override
    public StartedHost start(List<String> arguments, WindowSize window) throws IOException {
        List<String> command = new ArrayList<>(machine(commandLine()));
        command.add("-D" + BackgroundHost.WINDOW + "=" + window.columns() + "x" + window.rows());
        command.add(Main.class.getName());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
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

    /** What stands before the main class: the program, which may be named in a way that only our parent knows, and flags. */
    static List<String> machine(List<String> commandLine) throws IOException {
        int main = commandLine.indexOf(Main.class.getName());
        if (main < 1) {
            throw new IOException("no host can be started: coop was not started by its launcher");
        }
        List<String> machine = new ArrayList<>(commandLine.subList(0, main));
        machine.set(0, ProcessHandle.current().info().command().orElse(machine.getFirst()));
        return machine;
    }
}
