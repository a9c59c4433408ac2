import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts xterm.js among the files of the web page, with npm. Without npm, or where it can't fetch, the build goes on and the
 * page says how to get it. What was fetched once stays in the directory of the build and in npm's own cache, so that no
 * later build needs the network.
 *
 * <p>Every file must be the one that was looked at when its version was chosen: its hash stands beside it.
 *
 * <p>Arguments: where npm installs to; where the page's files are; {@code offline=true} if nothing may be fetched; then for each
 * file {@code PACKAGE@VERSION}, its path there, its name here, its SHA-256.
 */
final class FetchTerminal {
    private static final int ARGUMENTS_OF_A_FILE = 4;

    private record Wanted(String pack, String path, String name, String hash) {
        Path installed(Path npm) {
            return npm.resolve("node_modules")
                    .resolve(pack.substring(0, pack.lastIndexOf('@')))
                    .resolve(path);
        }
    }

    private FetchTerminal() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path npm = Path.of(arguments[0]);
        Path page = Path.of(arguments[1]);
        List<Wanted> wanted = wanted(Arrays.asList(arguments).subList(3, arguments.length));
        if (all(wanted, file -> page.resolve(file.name()))) {
            return;
        }
        if (!all(wanted, file -> file.installed(npm)) && !install(npm, arguments[2].equals("offline=true"), wanted)) {
            return;
        }
        Files.createDirectories(page);
        for (Wanted file : wanted) {
            String hash = hash(file.installed(npm));
            if (!hash.equals(file.hash())) {
                System.err.println(
                        file.pack() + ": " + file.path() + " is not the file that was chosen; its SHA-256 is " + hash);
                System.exit(1);
            }
            Files.copy(file.installed(npm), page.resolve(file.name()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<Wanted> wanted(List<String> arguments) {
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i += ARGUMENTS_OF_A_FILE) {
            wanted.add(new Wanted(arguments.get(i), arguments.get(i + 1), arguments.get(i + 2), arguments.get(i + 3)));
        }
        return wanted;
    }

    private interface Place {
        Path of(Wanted file);
    }

    private static boolean all(List<Wanted> wanted, Place place) throws IOException {
        for (Wanted file : wanted) {
            if (!Files.exists(place.of(file)) || !hash(place.of(file)).equals(file.hash())) {
                return false;
            }
        }
        return true;
    }

    private static boolean install(Path npm, boolean offline, List<Wanted> wanted)
            throws IOException, InterruptedException {
        if (!isOnPath("npm")) {
            say("there is no npm here");
            return false;
        }
        Files.createDirectories(npm);
        List<String> command = new ArrayList<>(List.of(
                "npm",
                "install",
                "--prefix",
                npm.toString(),
                "--no-save",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--silent",
                "--fetch-retries=1",
                "--fetch-retry-mintimeout=1000",
                offline ? "--offline" : "--prefer-offline"));
        command.addAll(wanted.stream().map(Wanted::pack).distinct().toList());
        Path log = npm.resolve("npm.log");
        int code = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            say("npm could not fetch xterm.js, see " + log);
        }
        return code == 0;
    }

    private static void say(String why) {
        System.err.println("the web page is built without its terminal: " + why);
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static String hash(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
