@echo off
rem Starts Gyrus on Windows, and builds it on first use. Building asks for a JDK 25 and Maven; starting, for the JDK.
rem After a change of the sources, delete target\dist (or run "mvn clean") to build again.
setlocal EnableExtensions DisableDelayedExpansion
set "home=%~dp0"
if "%home:~-1%"=="\" set "home=%home:~0,-1%"
set "dist=%home%\target\dist"

set "jdk="
if defined JAVA_HOME call :try_jdk "%JAVA_HOME%"
if not defined jdk for /f "delims=" %%j in ('where java 2^>nul') do if not defined jdk for %%d in ("%%~dpj..") do call :try_jdk "%%~fd"
if not defined jdk for /d %%d in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\*" "%ProgramFiles%\Zulu\*" "%USERPROFILE%\.jdks\*" "%USERPROFILE%\scoop\apps\*jdk*\current") do if not defined jdk call :try_jdk "%%~fd"
if not defined jdk (
    echo gyrus: no JDK 25 or newer was found in JAVA_HOME, on PATH or in the usual folders>&2
    echo Install one ^(winget install EclipseAdoptium.Temurin.25.JDK^) and try again.>&2
    exit /b 1
)

set "build="
if exist "%dist%\current" set /p build=<"%dist%\current"
if defined build if not exist "%dist%\%build%\arguments" set "build="
if not defined build call :build || exit /b 1

"%jdk%\bin\java" "@%dist%\%build%\arguments" %*
exit /b %ERRORLEVEL%

:try_jdk
if not exist "%~1\release" exit /b 0
if not exist "%~1\bin\javac.exe" exit /b 0
for /f "usebackq tokens=1,2 delims==" %%a in ("%~1\release") do if "%%a"=="JAVA_VERSION" for /f "delims=.-+" %%v in ("%%~b") do if %%v GEQ 25 set "jdk=%~1"
exit /b 0

:build
where mvn >nul 2>nul
if errorlevel 1 (
    echo gyrus: Maven ^(mvn^) is not on PATH, and it is needed to build>&2
    echo Install it ^(https://maven.apache.org, or scoop install maven^) and try again.>&2
    exit /b 1
)
echo gyrus: building ^(first use; log in %dist%\build.log^) ...>&2
if not exist "%dist%" mkdir "%dist%"
if exist "%dist%\own" rmdir /s /q "%dist%\own"
set "JAVA_HOME=%jdk%"
set "profiles=dist"
if defined GYRUS_PROFILES set "profiles=dist,%GYRUS_PROFILES%"
pushd "%home%"
call mvn -q -B -ntp -P%profiles% -pl cli -am package -Dmaven.test.skip=true >"%dist%\build.log" 2>&1
if errorlevel 1 goto :failed
popd
"%jdk%\bin\java" "%home%\build\Assemble.java" "%dist%" "%home%" "%GYRUS_PROFILES%" >>"%dist%\build.log" 2>&1
if errorlevel 1 goto :failed
set /p build=<"%dist%\current"
exit /b 0

:failed
echo gyrus: the build failed; see %dist%\build.log>&2
exit /b 1
