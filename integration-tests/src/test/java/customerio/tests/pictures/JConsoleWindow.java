package customerio.tests.pictures;

import java.awt.Color;
import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.Frame;
import java.awt.Graphics2D;
import java.awt.Robot;
import java.awt.Window;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import javax.swing.JTree;
import javax.swing.SwingUtilities;
import javax.swing.tree.TreeNode;
import javax.swing.tree.TreePath;

/**
 * JConsole in this JVM, moved by its own components instead of by a mouse: where a button is on the
 * screen differs between JDKs, what is written on it hardly.
 */
final class JConsoleWindow {
  private static final int TREE_WIDTH = 210;
  private static final int MARGIN = 20;
  private static final int PATIENCE = 300;
  private static final int PAUSE_MILLIS = 200;

  private final Robot robot = new Robot();
  private final Frame frame;
  private final JTree tree;

  interface Scene {
    void play() throws Exception;
  }

  /** Ends this JVM, which windows would keep alive: with 1 if the scene cannot be played. */
  static void play(Scene scene) {
    try {
      scene.play();
      System.exit(0);
    } catch (Throwable failure) {
      failure.printStackTrace();
      System.exit(1);
    }
  }

  /** Connects, and opens its tab of beans. */
  JConsoleWindow(String pid, Dimension size) throws Exception {
    // of the module jdk.jconsole, which exports nothing; whoever starts us has opened it
    Class.forName("sun.tools.jconsole.JConsole")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {"-interval=1", pid});
    press("Insecure connection");
    JTabbedPane tabs = awaited(JTabbedPane.class, pane -> pane.indexOfTab("MBeans") >= 0);
    frame =
        shown(
            () -> {
              tabs.setSelectedIndex(tabs.indexOfTab("MBeans"));
              return (Frame) SwingUtilities.getWindowAncestor(tabs);
            });
    resize(size);
    tree = awaited(JTree.class, any -> path(any, List.of("customerio.agent")) != null);
  }

  /** What is below a node is asked for when it is opened. */
  TreePath expand(String... labels) throws Exception {
    TreePath path = null;
    for (int depth = 1; depth <= labels.length; depth++) {
      List<String> opened = List.of(labels).subList(0, depth);
      path =
          until(
              "in the tree " + opened,
              () -> {
                TreePath found = path(tree, opened);
                if (found != null) {
                  tree.expandPath(found);
                }
                return found;
              });
    }
    return path;
  }

  /** A node without those below it, in a tree that is wide enough. */
  void select(String... labels) throws Exception {
    TreePath path = expand(labels);
    shown(
        () -> {
          tree.setSelectionPath(path);
          tree.collapsePath(path);
          JSplitPane halves =
              (JSplitPane) SwingUtilities.getAncestorOfClass(JSplitPane.class, tree);
          halves.setDividerLocation(TREE_WIDTH);
          return path;
        });
  }

  /** Null = not, or not yet: see {@link #until}. */
  Boolean isWritten(String text, String... labels) {
    TreePath path = path(tree, List.of(labels));
    return path != null && path.getLastPathComponent().toString().equals(text) ? true : null;
  }

  /** Null = there is none. */
  Boolean hasDialog(String title) {
    return showing().stream()
            .anyMatch(window -> window instanceof JDialog dialog && title.equals(dialog.getTitle()))
        ? true
        : null;
  }

  /** Null = there is one. */
  Boolean hasNoDialog() {
    return showing().stream().noneMatch(JDialog.class::isInstance) ? true : null;
  }

  /** To the right, where it hides no button. */
  void movesDialogAside() throws Exception {
    shown(
        () -> {
          for (Window window : showing()) {
            if (window instanceof JDialog) {
              window.setLocation(
                  frame.getX() + frame.getWidth() - window.getWidth() - MARGIN,
                  frame.getY() + frame.getHeight() - window.getHeight() - MARGIN);
            }
          }
          return frame;
        });
  }

  void resize(Dimension size) throws Exception {
    shown(
        () -> {
          frame.setSize(size);
          frame.validate();
          return size;
        });
  }

  /** Does not wait for what comes of it: that may be a dialog. */
  void press(String text) throws Exception {
    JButton button = awaited(JButton.class, any -> text.equals(any.getText()) && any.isEnabled());
    SwingUtilities.invokeLater(button::doClick);
  }

  <C extends Component> C awaited(Class<C> type, Predicate<C> wanted) throws Exception {
    return until(
        type.getSimpleName() + " like that",
        () ->
            everything().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(wanted)
                .findFirst()
                .orElse(null));
  }

  /**
   * Looks again and again, on Swing's thread.
   *
   * @param look null = not yet
   */
  <T> T until(String what, Callable<T> look) throws Exception {
    for (int i = 0; i < PATIENCE; i++) {
      T found = shown(look);
      if (found != null) {
        return found;
      }
      robot.delay(PAUSE_MILLIS);
    }
    throw new AssertionError("JConsole does not show: " + what);
  }

  <T> T shown(Callable<T> look) throws Exception {
    FutureTask<T> task = new FutureTask<>(look);
    SwingUtilities.invokeLater(task);
    return task.get();
  }

  /** So that values have been asked for, and numbers stand where they will stay. */
  void settle(int looks) {
    for (int look = 0; look < looks; look++) {
      robot.delay(PAUSE_MILLIS);
    }
  }

  /** The window and the dialogs before it, without the screen's. */
  void photograph(File picture) throws Exception {
    BufferedImage image =
        new BufferedImage(frame.getWidth(), frame.getHeight(), BufferedImage.TYPE_INT_RGB);
    shown(
        () -> {
          List<Window> windows = new ArrayList<>(showing());
          windows.sort(Comparator.comparing(window -> window != frame));
          for (Window window : windows) {
            Graphics2D part = image.createGraphics();
            part.translate(window.getX() - frame.getX(), window.getY() - frame.getY());
            window.printAll(part);
            part.setColor(Color.DARK_GRAY);
            part.drawRect(0, 0, window.getWidth() - 1, window.getHeight() - 1);
          }
          return picture;
        });
    ImageIO.write(image, "png", picture);
  }

  private static TreePath path(JTree tree, List<String> labels) {
    TreePath path = new TreePath(tree.getModel().getRoot());
    for (String label : labels) {
      TreeNode parent = (TreeNode) path.getLastPathComponent();
      TreePath above = path;
      path =
          Collections.list(parent.children()).stream()
              .filter(child -> isCalled(child.toString(), label))
              .findFirst()
              .map(above::pathByAddingChild)
              .orElse(null);
      if (path == null) {
        return null;
      }
    }
    return path;
  }

  /** A node of news counts them, in bold while it is not looked at. */
  private static boolean isCalled(String written, String label) {
    String plain = written.replaceAll("<[^>]*>", "");
    return plain.equals(label) || plain.replaceFirst("\\[[0-9]+]$", "").equals(label);
  }

  private static List<Component> everything() {
    List<Component> all = new ArrayList<>();
    showing().forEach(window -> add(window, all));
    return all;
  }

  private static List<Window> showing() {
    return List.of(Window.getWindows()).stream().filter(Window::isShowing).toList();
  }

  static void add(Container container, List<Component> all) {
    for (Component component : container.getComponents()) {
      all.add(component);
      if (component instanceof Container inner) {
        add(inner, all);
      }
    }
  }
}
