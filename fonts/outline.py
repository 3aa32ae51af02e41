"""Outlines with fewer points: each contour is drawn again with as few quadratic curves as a tolerance allows."""
import math

SAMPLES = 6                     # of each segment, at least
APART = 12                      # units between two samples, at most
CORNER = math.cos(math.radians(20))


def samples(segments):
    """Points along a closed contour with the direction before and behind each; corners are marked."""
    points, into, out = [], [], []
    for kind, pts in segments:
        p0 = pts[0]
        if kind == 'line':
            d = unit(p0, pts[1])
            steps = [(t, (p0[0] + t*(pts[1][0]-p0[0]), p0[1] + t*(pts[1][1]-p0[1])), d) for t in parts(pts)]
        else:
            steps = [(t,) + cubic(pts, t) for t in parts(pts)]
        if not points:
            points.append(p0); into.append(None); out.append(steps[0][2])
        else:
            out[-1] = steps[0][2]
        for _, p, d in steps[1:]:
            points.append(p); into.append(d); out.append(d)
    into[0] = into[-1]
    points.pop(); into.pop(); out.pop()
    return points, [a[0]*b[0] + a[1]*b[1] < CORNER for a, b in zip(into, out)]


def parts(points):
    """Where a segment is looked at: so often that no curve can leave it between two looks unseen."""
    length = sum(math.hypot(b[0]-a[0], b[1]-a[1]) for a, b in zip(points, points[1:]))
    n = max(SAMPLES, math.ceil(length / APART))
    return [k / n for k in range(n + 1)]


def unit(a, b):
    x, y = b[0] - a[0], b[1] - a[1]
    n = math.hypot(x, y) or 1
    return x / n, y / n


def cubic(p, t):
    s = 1 - t
    a, b, c, d = s*s*s, 3*s*s*t, 3*s*t*t, t*t*t
    at = tuple(a*p[0][i] + b*p[1][i] + c*p[2][i] + d*p[3][i] for i in (0, 1))
    v = [3*s*s*(p[1][i]-p[0][i]) + 6*s*t*(p[2][i]-p[1][i]) + 3*t*t*(p[3][i]-p[2][i]) for i in (0, 1)]
    if abs(v[0]) + abs(v[1]) < 1e-6:
        v = [p[3][i] - p[0][i] for i in (0, 1)]
    return at, unit((0, 0), v)


def fit(points, tolerance):
    """The control point of a quadratic through the ends of a run of points that is nowhere further from them than the
    tolerance; 'line' where a straight line is as good, None where there is none."""
    (x0, y0), (x2, y2) = points[0], points[-1]
    dx, dy = x2 - x0, y2 - y0
    n = math.hypot(dx, dy)
    if n < 1e-9:
        return None
    if all(abs((x-x0)*dy - (y-y0)*dx) <= 0.7*tolerance*n and -1e-6 <= (x-x0)*dx + (y-y0)*dy <= n*n + 1e-6 for x, y in points[1:-1]):
        return 'line'
    lengths, total = [0], 0
    for a, b in zip(points, points[1:]):
        total += math.hypot(b[0]-a[0], b[1]-a[1]); lengths.append(total)
    sx = sy = sw = 0
    for (x, y), l in zip(points[1:-1], lengths[1:-1]):
        t = l / total; a, w, c = (1-t)**2, 2*t*(1-t), t*t
        sx += w*(x - a*x0 - c*x2); sy += w*(y - a*y0 - c*y2); sw += w*w
    if not sw:
        return None
    cx, cy = round(sx/sw), round(sy/sw)
    for (x, y), l in zip(points[1:-1], lengths[1:-1]):
        t = l / total
        for _ in range(2):              # the nearest point of the curve, by Newton's method
            s = 1 - t
            ex, ey = s*s*x0 + 2*s*t*cx + t*t*x2 - x, s*s*y0 + 2*s*t*cy + t*t*y2 - y
            vx, vy = 2*s*(cx-x0) + 2*t*(x2-cx), 2*s*(cy-y0) + 2*t*(y2-cy)
            v = vx*vx + vy*vy
            if v < 1e-9:
                break
            t = min(1, max(0, t - (ex*vx + ey*vy)/v))
        s = 1 - t
        if math.hypot(s*s*x0 + 2*s*t*cx + t*t*x2 - x, s*s*y0 + 2*s*t*cy + t*t*y2 - y) > tolerance:
            return None
    return cx, cy


def simplify(segments, tolerance):
    """A contour of lines and cubics as a list of (point, on the curve), in whole units."""
    points, corner = samples(segments)
    n = len(points)
    points = [(round(x, 3), round(y, 3)) for x, y in points]
    extreme = set()
    for axis in (0, 1):
        values = [p[axis] for p in points]
        extreme |= {values.index(min(values)), values.index(max(values))}
    stops = sorted({i for i in range(n) if corner[i]} | extreme)
    out = []
    for a, b in zip(stops, stops[1:] + [stops[0] + n]):
        run = [points[i % n] for i in range(a, b + 1)]
        run = [(round(run[0][0]), round(run[0][1]))] + run[1:-1] + [(round(run[-1][0]), round(run[-1][1]))]
        i = 0
        while i < len(run) - 1:
            good, j, step = i + 1, i + 1, 1
            control = 'line'
            while True:                 # as far as one curve reaches: twice as far while it does, then halving
                j = min(good + step, len(run) - 1)
                if j == good:
                    break
                end = run[j] if j == len(run) - 1 else (round(run[j][0]), round(run[j][1]))
                c = fit([run[i]] + run[i+1:j] + [end], tolerance)
                if c is None:
                    if step == 1:
                        break
                    step = max(1, step // 4)
                else:
                    good, control = j, c
                    step *= 2
            out.append((run[i], True))
            if control != 'line':
                out.append((control, False))
            end = run[good] if good == len(run) - 1 else (round(run[good][0]), round(run[good][1]))
            run[good] = end
            i = good
    return implied(out)


def implied(contour):
    """Without the points that TrueType takes for granted: halfway between two control points."""
    out, n = [], len(contour)
    for i, (p, on) in enumerate(contour):
        a, b = contour[i-1], contour[(i+1) % n]
        if on and not a[1] and not b[1] and abs(a[0][0]+b[0][0] - 2*p[0]) <= 1 and abs(a[0][1]+b[0][1] - 2*p[1]) <= 1:
            continue
        if out and out[-1][0] == p and out[-1][1] and on:
            continue
        out.append((p, on))
    return out


def contours(recorded):
    """The contours of a recorded outline as lists of ('line' | 'curve', points), each closed."""
    current = start = None
    segments = []
    for operator, points in recorded:
        if operator == 'moveTo':
            start = current = points[0]; segments = []
        elif operator == 'lineTo':
            if points[0] != current:
                segments.append(('line', (current, points[0])))
            current = points[0]
        elif operator == 'curveTo':
            segments.append(('curve', (current,) + tuple(points))); current = points[-1]
        elif operator == 'closePath':
            if current != start:
                segments.append(('line', (current, start)))
            if segments:
                yield segments
        else:
            raise ValueError(operator)


def redraw(recorded, pen, tolerance):
    """Draws a recorded cubic outline with a TrueType pen, in TrueType's direction (which is the other one)."""
    for segments in contours(recorded):
        contour = simplify(segments, tolerance)[::-1]
        first = next((i for i, (_, on) in enumerate(contour) if on), None)
        if first is None:
            pen.qCurveTo(*[p for p, _ in contour], None); pen.closePath(); continue
        contour = contour[first:] + contour[:first + 1]
        pen.moveTo(contour[0][0])
        off = []
        for p, on in contour[1:]:
            if not on:
                off.append(p)
            elif off:
                pen.qCurveTo(*off, p); off = []
            else:
                pen.lineTo(p)
        pen.closePath()
