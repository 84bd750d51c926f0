package customerio.agent.intake;

import customerio.agent.config.Mode;
import customerio.agent.config.Settings;

/** What intake needs of the settings. */
public record IntakeSettings(Mode mode, Settings.Dedup dedup) {}
