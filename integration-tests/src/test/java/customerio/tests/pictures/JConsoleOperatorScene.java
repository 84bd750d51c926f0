package customerio.tests.pictures;

import java.awt.Component;
import java.awt.Dimension;
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.JTextField;
import javax.swing.table.TableColumn;

/**
 * An operator at JConsole, in a JVM of its own: subscribes, sees an outage, stops deliveries and
 * lets them go on, sends what waits. Arguments: process id, files of the pictures of news and of
 * operations. Says {@code subscribed} and waits for a line, which comes when the outage has begun.
 */
public final class JConsoleOperatorScene {
  static final String SUBSCRIBED = "subscribed";

  private static final String DOMAIN = "customerio.agent";
  private static final Dimension SIZE = new Dimension(1400, 360);
  private static final Dimension LARGER = new Dimension(1150, 700);
  private static final int LOOKS = 5;

  /** Of JConsole's table of news; an operator widens what is to be read. */
  private static final String MESSAGE = "Message";

  private final JConsoleWindow window;

  private JConsoleOperatorScene(String pid) throws Exception {
    window = new JConsoleWindow(pid, SIZE);
  }

  public static void main(String[] arguments) {
    JConsoleWindow.play(
        () ->
            new JConsoleOperatorScene(arguments[0])
                .play(new File(arguments[1]), new File(arguments[2])));
  }

  private void play(File news, File operations) throws Exception {
    subscribes();
    System.out.println(SUBSCRIBED);
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    reads("health UP -> DEGRADED");
    operates("pause");
    reads("-> PAUSED");
    operates("resume");
    reads("PAUSED -> ");
    reads("circuit breaker track-us: closed -> open");
    widens();
    photographs(news);
    sendsWhatWaits(operations);
  }

  private void subscribes() throws Exception {
    window.select(DOMAIN, "Agent", "Notifications");
    window.press("Subscribe");
    window.until(
        "a subscription",
        () -> window.isWritten("Notifications[0]", DOMAIN, "Agent", "Notifications"));
  }

  /** An operation that returns nothing is answered with a dialog. */
  private void operates(String operation) throws Exception {
    window.select(DOMAIN, "Queue", "Operations");
    window.press(operation);
    window.awaited(JLabel.class, label -> "Method successfully invoked".equals(label.getText()));
    window.press("OK");
    window.until("no dialog any more", window::hasNoDialog);
    window.select(DOMAIN, "Agent", "Notifications");
  }

  private void reads(String words) throws Exception {
    JTable news = news();
    window.until("the news " + words, () -> isTold(news, words));
  }

  private JTable news() throws Exception {
    return window.awaited(
        JTable.class,
        table -> table.getColumnCount() > 4 && MESSAGE.equals(table.getColumnName(4)));
  }

  private static Boolean isTold(JTable news, String words) {
    for (int row = 0; row < news.getRowCount(); row++) {
      if (String.valueOf(news.getValueAt(row, 4)).contains(words)) {
        return true;
      }
    }
    return null;
  }

  private void widens() throws Exception {
    JTable news = news();
    window.shown(
        () -> {
          int[] widths = {95, 325, 20, 20, 680, 20, 20};
          for (int i = 0; i < widths.length; i++) {
            TableColumn column = news.getColumnModel().getColumn(i);
            column.setPreferredWidth(widths[i]);
          }
          return news;
        });
  }

  private void photographs(File picture) throws Exception {
    window.settle(LOOKS);
    window.photograph(picture);
  }

  /** Beside the button of an operation is a field for its parameter, with the type in it. */
  private void sendsWhatWaits(File picture) throws Exception {
    window.resize(LARGER);
    window.select(DOMAIN, "Queue", "Operations");
    JButton flush = window.awaited(JButton.class, it -> "flush".equals(it.getText()));
    window.shown(
        () -> {
          List<Component> beside = new ArrayList<>();
          JConsoleWindow.add(flush.getParent(), beside);
          beside.stream()
              .filter(JTextField.class::isInstance)
              .map(JTextField.class::cast)
              .forEach(seconds -> seconds.setText("1"));
          return beside;
        });
    window.press("flush");
    window.until("what flush returns", () -> window.hasDialog("Operation return value"));
    window.movesDialogAside();
    photographs(picture);
  }
}
