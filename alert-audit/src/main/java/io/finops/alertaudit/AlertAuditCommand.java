package io.finops.alertaudit;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point. */
@Command(name = "alert-audit", mixinStandardHelpOptions = true)
public final class AlertAuditCommand implements Runnable {
    public static void main(String[] args) {
        System.exit(new CommandLine(new AlertAuditCommand()).execute(args));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
