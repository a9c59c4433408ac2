package dev.coop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The launcher, a shell script, knows by their names which commands need but a small machine. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("../coop");
    private static final Pattern RULE = Pattern.compile("(?ms)^is_client\\(\\) \\{.*?^}");
    private static final Pattern WORDS = Pattern.compile("(?m)^ +[^ )]+(?: \\| [^ )]+)+\\) ;;$");

    /** It trains the large machine, and so is one. */
    private static final String TRAINING = "train-aot";

    private static Set<String> commands() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new TreeSet<>(
                Commands.subcommands(new Caller(nowhere, nowhere, Map.of())).keySet());
    }

    @Test
    void everyCommandButTheTrainingStartsWithASmallMachine() throws Exception {
        for (String command : commands()) {
            assertThat(isClient(command)).as(command).isEqualTo(!command.equals(TRAINING));
        }
    }

    @Test
    void whatIsNoCommandAndShownByNoTerminalGetsTheLargeMachine() throws Exception {
        for (String word : List.of("claude", "--port", "--", "list", "")) {
            assertThat(isClient(word)).as(word).isFalse();
        }
    }

    @Test
    void theLauncherKnowsNoCommandThatThereIsNot() throws Exception {
        Set<String> known = WORDS.matcher(rule())
                .results()
                .map(MatchResult::group)
                .flatMap(line -> Arrays.stream(line.strip().replace(") ;;", "").split(" \\| ")))
                .filter(word -> !word.startsWith("-"))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> wanted = commands();
        wanted.remove(TRAINING);
        assertThat(known).isEqualTo(wanted);
    }

    private static String rule() throws Exception {
        return RULE.matcher(Files.readString(LAUNCHER))
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining());
    }

    /** Asks the shell itself, without a terminal. */
    private static boolean isClient(String word) throws Exception {
        Process shell = new ProcessBuilder("sh", "-c", rule() + "\nis_client \"$1\" && echo yes || echo no", "sh", word)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
        assertThat(said).isIn("yes\n", "no\n");
        return said.equals("yes\n");
    }
}
