;; The inner loop of the sample rate conversion: one output sample after the other, each the sum of
;; the newest samples times the coefficients of its phase, four at a time. `npm run wasm` makes
;; convertModule.ts of this file.
(module
  (memory (export "memory") 1)

  ;; Addresses are in bytes. Samples and coefficients are f32, the output is 16-bit and clipped.
  (func (export "convert")
    (param $samples i32) ;; the oldest sample that the first output needs
    (param $tables i32)  ;; $taps coefficients of each phase, that of the oldest sample first
    (param $phase i32)   ;; of the first output
    (param $up i32)
    (param $down i32)
    (param $taps i32)    ;; a multiple of 16
    (param $output i32)
    (param $count i32)   ;; samples to write, at least one
    (local $sample i32)
    (local $tap i32)
    (local $end i32)
    (local $a v128)
    (local $b v128)
    (local $c v128)
    (local $d v128)
    (loop $outputs
      (local.set $sample (local.get $samples))
      (local.set $tap
        (i32.add
          (local.get $tables)
          (i32.mul (local.get $phase) (i32.shl (local.get $taps) (i32.const 2)))))
      (local.set $end
        (i32.add (local.get $tap) (i32.shl (local.get $taps) (i32.const 2))))
      (local.set $a (v128.const f32x4 0 0 0 0))
      (local.set $b (v128.const f32x4 0 0 0 0))
      (local.set $c (v128.const f32x4 0 0 0 0))
      (local.set $d (v128.const f32x4 0 0 0 0))
      ;; Four sums, as no addition then waits for the one before it. Their order is the same for
      ;; every output: the result does not depend on how the input is cut.
      (loop $products
        (local.set $a
          (f32x4.add (local.get $a)
            (f32x4.mul
              (v128.load (local.get $sample))
              (v128.load (local.get $tap)))))
        (local.set $b
          (f32x4.add (local.get $b)
            (f32x4.mul
              (v128.load offset=16 (local.get $sample))
              (v128.load offset=16 (local.get $tap)))))
        (local.set $c
          (f32x4.add (local.get $c)
            (f32x4.mul
              (v128.load offset=32 (local.get $sample))
              (v128.load offset=32 (local.get $tap)))))
        (local.set $d
          (f32x4.add (local.get $d)
            (f32x4.mul
              (v128.load offset=48 (local.get $sample))
              (v128.load offset=48 (local.get $tap)))))
        (local.set $sample (i32.add (local.get $sample) (i32.const 64)))
        (local.set $tap (i32.add (local.get $tap) (i32.const 64)))
        (br_if $products (i32.lt_u (local.get $tap) (local.get $end))))
      (local.set $a
        (f32x4.add
          (f32x4.add (local.get $a) (local.get $b))
          (f32x4.add (local.get $c) (local.get $d))))
      (i32.store16 (local.get $output)
        (i32.trunc_sat_f32_s
          (f32.nearest
            (f32.min (f32.const 32767)
              (f32.max (f32.const -32768)
                (f32.add
                  (f32.add
                    (f32x4.extract_lane 0 (local.get $a))
                    (f32x4.extract_lane 1 (local.get $a)))
                  (f32.add
                    (f32x4.extract_lane 2 (local.get $a))
                    (f32x4.extract_lane 3 (local.get $a)))))))))
      (local.set $output (i32.add (local.get $output) (i32.const 2)))
      (local.set $phase (i32.add (local.get $phase) (local.get $down)))
      (local.set $samples
        (i32.add
          (local.get $samples)
          (i32.shl (i32.div_u (local.get $phase) (local.get $up)) (i32.const 2))))
      (local.set $phase (i32.rem_u (local.get $phase) (local.get $up)))
      (local.set $count (i32.sub (local.get $count) (i32.const 1)))
      (br_if $outputs (local.get $count)))))
