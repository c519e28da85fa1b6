package io.finops.rehearsal.system;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** A visitor's Chromium, without a window and without a profile: nobody is logged in. Not thread-safe. */
final class Browser implements AutoCloseable {
    private static final Duration LOADED = Duration.ofMinutes(2);

    private final ChromeDriver driver;
    private final String site;

    /** Opens pages of a site, in a window of this size. */
    Browser(String site, int width, int height) {
        this.site = site;
        ChromeOptions options = new ChromeOptions()
                .setBinary(onPath("chromium", "google-chrome").orElseThrow().toFile())
                .addArguments("--headless=new", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1")
                .addArguments("--disable-dev-shm-usage", "--window-size=" + width + "," + height);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(LOADED).scriptTimeout(LOADED);
        driver.manage().window().setSize(new Dimension(width, height));
    }

    /** The programs that it needs and that are not on the PATH. */
    static List<String> missing() {
        return Stream.of("chromium", "chromedriver")
                .filter(name -> onPath(
                                name.equals("chromium")
                                        ? new String[] {"chromium", "google-chrome"}
                                        : new String[] {name})
                        .isEmpty())
                .toList();
    }

    private static Optional<Path> onPath(String... names) {
        List<Path> folders = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .map(Path::of)
                .toList();
        return Stream.of(names)
                .flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Opens a path of the site, or an address that begins with the site's. */
    void open(String address) {
        driver.get(address.startsWith("http") ? address : site + address);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    /** All the text that the page shows. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** What the elements say whose text has more letters than room. */
    List<String> cut(String css) {
        return all(css).stream()
                .filter(element -> Boolean.TRUE.equals(
                        driver.executeScript("return arguments[0].scrollWidth > arguments[0].clientWidth", element)))
                .map(WebElement::getText)
                .toList();
    }

    /** The links and buttons that say so. */
    List<WebElement> named(String text) {
        return driver.findElements(
                By.xpath("//*[self::a or self::button][contains(normalize-space(.), '" + text + "')]"));
    }

    /** Clicks the newest link or button that says so; an exception while there is none. */
    void click(String text) {
        List<WebElement> found = named(text);
        WebElement newest = found.get(found.size() - 1);
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", newest);
        newest.click();
    }

    void pointAt(WebElement element) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        new Actions(driver).moveToElement(element).perform();
    }

    /** Goes on in the tab that was opened last. */
    void takeNewestTab() {
        List<String> tabs = List.copyOf(driver.getWindowHandles());
        driver.switchTo().window(tabs.get(tabs.size() - 1));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
