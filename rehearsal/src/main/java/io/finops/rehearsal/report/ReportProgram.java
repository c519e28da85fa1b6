package io.finops.rehearsal.report;

import io.finops.localstack.StackException;
import io.finops.localstack.layout.StackHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program of the module {@code report}, which shares no code with the launcher. */
final class ReportProgram {
    private ReportProgram() {}

    /**
     * Runs it, with the output of this process.
     *
     * @return its exit code
     */
    static int run(StackHome home, List<String> arguments) throws IOException, InterruptedException {
        Path program = home.jar("report");
        if (Files.notExists(program)) {
            throw new StackException(program + " is not built: ./stack builds it, or run mvn package");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                program.toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
    }
}
