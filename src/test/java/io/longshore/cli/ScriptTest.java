package io.longshore.cli;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import javax.tools.ToolProvider;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// Runs `app/longshore` in a repository that has nothing but a program which tells how it was started.
class ScriptTest {
    private static final String PROGRAM = """
            package io.longshore.app;
            public class Main {
                public static void main(String[] arguments) throws Exception {
                    System.out.println(ProcessHandle.current().pid());
                    System.out.println(System.getProperty("java.specification.version"));
                    System.out.println(System.getProperty("sun.jnu.encoding"));
                    System.out.println(System.getProperty("longshore.terminal"));
                    System.out.println(System.getProperty("added", "nothing"));
                    System.out.write((String.join("|", arguments) + "\\n").getBytes("UTF-8"));
                    System.out.flush();
                    if (arguments.length > 0 && arguments[0].equals("wait")) {
                        Thread.currentThread().join();
                    }
                    System.exit(42);
                }
            }
            """;

    @TempDir
    private Path folder;

    private Path root;

    private Path script;

    /// What a start said and returned.
    private record Said(int code, List<String> out, String err, long pid) {}

    @BeforeEach
    void makeRepository() throws IOException {
        Assumptions.assumeTrue(File.separatorChar == '/', "the script is for POSIX shells");
        root = Files.createDirectory(folder.resolve("a repository"));
        script = Files.createDirectory(root.resolve("app")).resolve("longshore");
        Files.copy(Path.of("app/longshore"), script, StandardCopyOption.COPY_ATTRIBUTES);
        Files.createDirectories(root.resolve("src/main/java"));
        Files.createDirectories(root.resolve("target/lib"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        age(root.resolve("pom.xml"), root.resolve("src/main"), root.resolve("src/main/java"));
    }

    @Test
    void findsTheJdkAndALocaleWithAnEmptyEnvironmentThroughLinks() throws Exception {
        program(root.resolve("target/longshore-0.1.jar"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), script);
        Path indirect = Files.createSymbolicLink(folder.resolve("indirect"), folder.relativize(link));
        Said said = run(Map.of(), indirect.toString(), "up load", "d\u00e9j\u00e0 vu", "");
        assertEquals(42, said.code, said.err);
        assertEquals(List.of(Long.toString(said.pid), "25", "UTF-8", "false", "nothing", "up load|d\u00e9j\u00e0 vu|"),
                said.out);
        assertEquals("", said.err);
    }

    @Test
    void ignoresAnotherJdkAndTakesOptionsForTheVirtualMachine() throws Exception {
        program(root.resolve("target/longshore-0.1.jar"));
        Path old = Files.createDirectories(folder.resolve("jdk-17"));
        Files.createDirectory(old.resolve("bin"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        command(old.resolve("bin/java"), "exit 9");
        command(old.resolve("bin/javac"), "exit 9");
        Said said = run(Map.of("JAVA_HOME", old.toString(), "PATH", old.resolve("bin") + ":/usr/bin:/bin", "LC_ALL",
                "POSIX", "LONGSHORE_JAVA_OPTS", "-Dadded=something -Xmx64m"), script.toString());
        assertEquals(42, said.code, said.err);
        assertEquals(List.of("25", "UTF-8", "false", "something"), said.out.subList(1, 5));
    }

    @Test
    void buildsOnceWhenTwoComeAtTheSameTimeAndAgainWhenASourceIsNewer() throws Exception {
        Path made = folder.resolve("made.jar");
        program(made);
        Path bin = maven("echo building; echo x >>'" + folder + "/builds'; sleep 0.3; cp '" + made
                + "' target/longshore-0.1.jar");
        Map<String, String> environment = Map.of("PATH", bin + ":/usr/bin:/bin");
        Process first = start(environment, script.toString(), "one");
        Process second = start(environment, script.toString(), "two");
        Said one = ended(first);
        Said two = ended(second);
        assertEquals(List.of(42, 42), List.of(one.code, two.code), one.err + two.err);
        assertEquals(List.of("one", "two"), List.of(one.out.getLast(), two.out.getLast()));
        assertEquals(6, one.out.size());
        assertTrue((one.err + two.err).contains("building"));
        assertEquals(1, builds());
        assertEquals("", run(environment, script.toString()).err);
        assertEquals(1, builds());
        Files.writeString(root.resolve("src/main/java/New.java"), "");
        Files.setLastModifiedTime(root.resolve("src/main/java/New.java"), FileTime.from(Instant.now().plusSeconds(5)));
        assertEquals(42, run(environment, script.toString()).code);
        assertEquals(2, builds());
    }

    @Test
    void endsOnSigintEvenInTheBackgroundOfAShell() throws Exception {
        Assumptions.assumeTrue(new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() == 0,
                "this env cannot give signals back");
        program(root.resolve("target/longshore-0.1.jar"));
        Process process = start(Map.of(), "/bin/sh", "-c", "trap '' INT; exec '" + script + "' wait");
        try (BufferedReader out = process.inputReader()) {
            assertEquals(Long.toString(process.pid()), out.readLine());
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
            assertTrue(process.waitFor(20, TimeUnit.SECONDS));
            assertEquals(130, process.exitValue());
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aBuildThatFailsIsSaidAndNothingStarts() throws Exception {
        Path bin = maven("echo broken; exit 1");
        Said said = run(Map.of("PATH", bin + ":/usr/bin:/bin"), script.toString(), "status");
        assertEquals(1, said.code);
        assertEquals(List.of(), said.out);
        assertTrue(said.err.contains("broken") && said.err.contains("the build failed"), said.err);
    }

    @Test
    void withoutMavenItSaysSo() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        for (String tool : List.of("dirname", "readlink", "find", "head", "grep", "mkdir", "flock", "uname")) {
            command(bin.resolve(tool), "PATH=/usr/bin:/bin exec " + tool + " \"$@\"");
        }
        Said said = run(Map.of("PATH", bin.toString()), script.toString());
        assertNotEquals(0, said.code);
        assertTrue(said.err.contains("Maven is needed"), said.err);
    }

    private long builds() throws IOException {
        return Files.readAllLines(folder.resolve("builds")).size();
    }

    private Path maven(String body) throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        command(bin.resolve("mvn"), body);
        return bin;
    }

    private static void command(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private static void age(Path... files) throws IOException {
        for (Path file : files) {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
        }
    }

    private void program(Path jar) throws IOException {
        Path source = Files.createDirectories(folder.resolve("program")).resolve("Main.java");
        Files.writeString(source, PROGRAM);
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", source.getParent().toString(),
                source.toString()));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new JarEntry("io/longshore/app/Main.class"));
            Files.copy(source.resolveSibling("io/longshore/app/Main.class"), out);
        }
    }

    private Said run(Map<String, String> environment, String... command) throws Exception {
        return ended(start(environment, command));
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Said ended(Process process) throws Exception {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        return new Said(process.exitValue(), out.lines().toList(), err, process.pid());
    }
}
