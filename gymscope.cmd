@echo off
rem Starts Gymscope from a checkout on Windows: finds a JDK 25, builds when there is no build, then runs.
rem Written for Windows but not run there yet; see README.md.
setlocal enabledelayedexpansion
set "HOME_DIR=%~dp0"
set "HOME_DIR=%HOME_DIR:~0,-1%"
set "LAUNCH=%HOME_DIR%\target\launch"

set "JDK="
for %%D in ("%JAVA_HOME%" "%JAVA25_HOME%") do call :try_jdk %%D
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\jdk-*" "%ProgramFiles%\Java\jdk-*" "%ProgramFiles%\Microsoft\jdk-*" "%USERPROFILE%\.jdks\*") do call :try_jdk "%%~D"
if not defined JDK (
    echo Gymscope needs a JDK 25 or newer, and none was found in JAVA_HOME or the usual places. 1>&2
    echo Install one, for instance Temurin 25 from https://adoptium.net, and set JAVA_HOME to its folder. 1>&2
    exit /b 2
)

rem A changed file under src\main, styles or pom.xml is newer than the stamp: build again.
set "STALE="
if not exist "%LAUNCH%\built" set "STALE=1"
if not exist "%HOME_DIR%\target\gymscope.jar" set "STALE=1"
if not defined STALE (
    for /f "delims=" %%R in ('powershell -NoProfile -Command "$stamp = (Get-Item '%LAUNCH%\built').LastWriteTime; $files = @(Get-Item '%HOME_DIR%\pom.xml') + (Get-ChildItem -Recurse -File '%HOME_DIR%\src\main', '%HOME_DIR%\styles'); if ($files | Where-Object { $_.LastWriteTime -gt $stamp } | Select-Object -First 1) { 'stale' }"') do set "STALE=1"
)
if defined STALE call :build || exit /b 2

set /p MODULE_PATH=<"%LAUNCH%\fx.path"
set /p CLASS_PATH=<"%LAUNCH%\app.path"
set "CLASS_PATH=%HOME_DIR%\target\gymscope.jar;%CLASS_PATH%"
"%JDK%\bin\java" --enable-native-access=javafx.graphics,ALL-UNNAMED "-Dgymscope.home=%HOME_DIR%" --module-path "%MODULE_PATH%" --add-modules=javafx.controls,jdk.incubator.vector -cp "%CLASS_PATH%" gymscope.Gymscope %*
exit /b %ERRORLEVEL%

:try_jdk
if defined JDK exit /b 0
if not exist "%~1\release" exit /b 0
for /f "tokens=2 delims==." %%V in ('findstr /b "JAVA_VERSION=" "%~1\release"') do (
    set "VERSION=%%~V"
    set "VERSION=!VERSION:"=!"
    if !VERSION! GEQ 25 set "JDK=%~1"
)
exit /b 0

:build
where mvn >nul 2>nul || (
    echo Gymscope is not built yet, and Maven ^(mvn^) is not on the PATH. 1>&2
    echo Install Maven 3.8 or newer. 1>&2
    exit /b 2
)
echo Building Gymscope; the first time takes about a minute. 1>&2
set "JAVA25_HOME=%JDK%"
call mvn -q -B -f "%HOME_DIR%\pom.xml" -Dmaven.test.skip=true -Dspotless.check.skip=true package 1>&2 || exit /b 2
type nul >"%LAUNCH%\built"
exit /b 0
