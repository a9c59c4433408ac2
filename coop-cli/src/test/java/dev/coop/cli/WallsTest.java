package dev.coop.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The walls between modules and rooms, as drawn in docs/architecture.md. This module sees all the others, so the test lives here. */
class WallsTest {
    private static final JavaClasses COOP = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.coop");

    @Test
    void theCoreKnowsNoNetworkAndNoCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("dev.coop.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.netty..",
                        "io.grpc..",
                        "com.google.protobuf..",
                        "picocli..",
                        "dev.coop.transport..",
                        "dev.coop.cli..")
                .check(COOP);
    }

    @Test
    void transportsKnowNoCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("dev.coop.transport..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("picocli..", "dev.coop.cli..")
                .allowEmptyShould(true)
                .check(COOP);
    }

    @Test
    void theTerminalEngineIsPure() {
        noClasses()
                .that()
                .resideInAPackage("dev.coop.core.vt..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.nio.channels..",
                        "java.nio.file..",
                        "java.lang.foreign..",
                        "dev.coop.core.pty..",
                        "dev.coop.core.journal..",
                        "dev.coop.core.keys..",
                        "dev.coop.core.session..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, Clock.class)
                .orShould()
                .dependOnClassesThat()
                // Streams of bytes in memory are no files.
                .haveNameMatching("java\\.io\\.(?!ByteArray|Data|InputStream|OutputStream|.*IOException).*")
                .check(COOP);
    }

    @Test
    void keysKnowNothingButTheTerminalsModes() {
        noClasses()
                .that()
                .resideInAPackage("dev.coop.core.keys..")
                .should()
                .dependOnClassesThat(
                        resideOutsideOfPackages("java.lang..", "java.util..", "java.nio.charset..", "org.jspecify..")
                                .and(resideOutsideOfPackages("dev.coop.core.keys..", "dev.coop.core.vt..")))
                .check(COOP);
    }

    @Test
    void roomsOfTheCoreDependOneWay() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.coop.core.pty..", "dev.coop.core.journal..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.coop.core.vt..",
                        "dev.coop.core.keys..",
                        "dev.coop.core.session..",
                        "dev.coop.core.config..")
                .check(COOP);
        noClasses()
                .that()
                .resideInAPackage("dev.coop.core.config..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.coop.core.vt..", "dev.coop.core.session..")
                .check(COOP);
    }

    /** It is large, and most starts have no configuration file. */
    @Test
    void oneClassKnowsToml() {
        noClasses()
                .that()
                .doNotHaveSimpleName("TomlText")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson.dataformat..")
                .check(COOP);
    }

    @Test
    void timeEntersTheCoreFromOutside() {
        noClasses()
                .that()
                .resideInAPackage("dev.coop.core..")
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(COOP);
    }
}
